"""Photographs of places of work: a cable tray, a ceiling, a store with boxes, a
room that is not finished, an earth bar."""

from __future__ import annotations

from gydesk.workflow.demo.canvas import (
    BLUE,
    GREEN,
    GREY,
    HEIGHT,
    ORANGE,
    WIDTH,
    YELLOW,
    Canvas,
    Colour,
    lit,
)


def cabling(on: Canvas, caption: str) -> None:
    """A tray under the ceiling that runs away from us, with bundles of cable in it."""
    vx, vy = 520 + on.rng.randint(-130, 130), 250 + on.rng.randint(-30, 30)
    wall = on.rng.choice(((176, 170, 160), (182, 184, 186), (190, 182, 168)))
    on.gradient((0, 0, WIDTH, HEIGHT), lit(wall, 14), lit(wall, -26))
    on.shape([(0, 0), (WIDTH, 0), (vx + 70, vy - 50), (vx - 70, vy - 50)], lit(wall, -52))
    on.shape(
        [(0, HEIGHT), (WIDTH, HEIGHT), (vx + 70, vy + 60), (vx - 70, vy + 60)], (112, 108, 102)
    )
    on.shape(
        [(vx - 70, vy - 50), (vx + 70, vy - 50), (vx + 70, vy + 60), (vx - 70, vy + 60)],
        lit(wall, -16),
    )
    for corner in ((0, 0), (WIDTH, 0), (0, HEIGHT), (WIDTH, HEIGHT)):
        deep = (vx + (70 if corner[0] else -70), vy + (60 if corner[1] else -50))
        on.pen.line([corner, deep], fill=lit(wall, -70))
    near = (120 + on.rng.randint(-80, 60), 850 + on.rng.randint(-30, 90), HEIGHT - 20)
    far = (vx - 16, vx + 16, vy + 14)

    def along(x: float, t: float, rise: float = 0) -> tuple[float, float]:
        left = near[0] + (far[0] - near[0]) * t
        right = near[1] + (far[1] - near[1]) * t
        y = near[2] + (far[2] - near[2]) * t
        return left + (right - left) * x, y - rise * (1 - t)

    depths = [1 - 0.86**n for n in range(26)]
    for t in depths:
        on.pen.line(
            [along(0.02, t), along(0.98, t)], fill=(120, 126, 132), width=max(2, round(9 * (1 - t)))
        )
    colours = on.rng.choice(((BLUE, GREY), (GREY, ORANGE, GREY), (BLUE, BLUE, YELLOW)))
    for number in range(34):
        across, wave = 0.07 + number * 0.026, on.rng.uniform(-0.012, 0.012)
        line = [along(across + wave * (n % 3 - 1), t, 10) for n, t in enumerate(depths)]
        colour = lit(colours[number * len(colours) // 34], on.rng.randint(-22, 22))
        on.pen.line(line, fill=colour, width=9, joint="curve")
        on.pen.line([(a, b - 2) for a, b in line], fill=lit(colour, 34), width=2)
    for t in depths[1:18:3]:
        on.pen.line(
            [along(0.05, t, 18), along(0.97, t, 18)],
            fill=(30, 30, 32),
            width=max(2, round(7 * (1 - t))),
        )
    for side in (0.0, 1.0):
        rim = [along(side, t, 34) for t in depths]
        on.shape(
            [*rim, *reversed([along(side, t) for t in depths])], (168, 174, 180), (96, 100, 106)
        )
        for t in depths[1:20:4]:
            x, y = along(side, t, 30)
            on.pen.line(
                [(x, y), (x, y - 700 * (1 - t))],
                fill=(92, 96, 100),
                width=max(1, round(7 * (1 - t))),
            )


def ap_ceiling(on: Canvas, caption: str) -> None:
    """A wireless access point under a suspended ceiling, seen from below."""
    on.gradient((0, 0, WIDTH, HEIGHT), (226, 228, 228), (196, 200, 202))
    vx = 512 + on.rng.randint(-160, 160)
    for x in range(-900, 2000, 190):
        on.pen.line([(x, 0), (vx + (x - vx) * 0.24, 600)], fill=(168, 172, 174), width=4)
    y, gap = 0.0, 158.0
    while y < 600:
        on.pen.line([(0, y), (WIDTH, y)], fill=(168, 172, 174), width=4)
        y, gap = y + gap, gap * 0.8
    on.gradient((0, 600, WIDTH, HEIGHT), (214, 208, 196), (186, 178, 164))
    for x in range(60, WIDTH, 150):
        on.block((x, 640, x + 66, 768), (150, 116, 78), 14)
    lamp = on.rng.choice((120, 640))
    on.shape(
        [(lamp, 66), (lamp + 270, 66), (lamp + 246, 132), (lamp + 20, 132)],
        (255, 255, 246),
        (180, 184, 184),
    )
    cx, cy = 470 + on.rng.randint(-110, 150), 330 + on.rng.randint(-40, 40)
    on.pen.ellipse([cx - 160, cy - 58, cx + 172, cy + 116], fill=(176, 180, 182))
    if on.rng.random() < 0.5:
        on.pen.ellipse(
            [cx - 150, cy - 84, cx + 150, cy + 84],
            fill=(246, 247, 248),
            outline=(190, 194, 198),
            width=3,
        )
        on.pen.ellipse(
            [cx - 118, cy - 62, cx + 118, cy + 62],
            fill=(252, 252, 253),
            outline=(224, 227, 230),
            width=2,
        )
    else:
        on.pen.rounded_rectangle(
            [cx - 142, cy - 80, cx + 142, cy + 80],
            34,
            fill=(247, 248, 249),
            outline=(192, 196, 200),
            width=3,
        )
    on.light((cx, cy + 34), on.rng.choice((GREEN, (80, 160, 255))), 6)
    on.words((cx, cy - 16), "WLAN  802.11n", 20, (170, 176, 182), "mm")
    on.cable((cx + 140, cy - 30), (cx + 320, cy - 190), BLUE, 7)
    on.plate((cx - 70, cy + 50, cx - 4, cy + 66), (255, 236, 130), 2)


def unpacking(on: Canvas, caption: str) -> None:
    """Boxes in a store, one of them open."""
    on.gradient((0, 0, WIDTH, 430), (196, 192, 184), (172, 168, 160))
    on.gradient((0, 430, WIDTH, HEIGHT), (134, 130, 124), (98, 96, 92))
    on.pen.rectangle([690, 40, 900, 260], fill=(216, 226, 232), outline=(120, 124, 126), width=8)
    on.pen.line([(795, 40), (795, 260)], fill=(120, 124, 126), width=6)
    carton: Colour = (188, 148, 96)
    for row, (bottom, count) in enumerate(((610, 5), (490, 4), (374, 3))):
        for number in range(count - on.rng.randint(0, 1)):
            left = 40 + number * 150 + row * 22 + on.rng.randint(-6, 6)
            _carton(
                on, (left, bottom - 112, left + 140, bottom), lit(carton, on.rng.randint(-16, 14))
            )
    left, upper = 596 + on.rng.randint(-30, 30), 476
    on.block((left, upper, left + 290, upper + 196), lit(carton, -6), 58)
    on.shape(
        [
            (left + 18, upper - 4),
            (left + 70, upper - 30),
            (left + 336, upper - 30),
            (left + 276, upper - 4),
        ],
        (52, 44, 34),
    )
    on.plate((left + 64, upper - 64, left + 266, upper - 8), (70, 82, 100), 4)
    for x in range(left + 80, left + 236, 17):
        on.pen.rectangle([x, upper - 46, x + 11, upper - 30], fill=(10, 10, 12))
    on.light((left + 252, upper - 48), GREEN, 3)
    on.shape(
        [(left, upper), (left - 76, upper + 56), (left - 60, upper + 96), (left, upper + 40)],
        lit(carton, 16),
        (120, 92, 56),
    )
    on.shape(
        [
            (left + 348, upper - 32),
            (left + 420, upper + 10),
            (left + 410, upper + 54),
            (left + 348, upper + 8),
        ],
        lit(carton, -28),
        (120, 92, 56),
    )
    on.plate((left + 40, upper + 70, left + 150, upper + 150), (244, 244, 240), 2)
    for y in range(upper + 82, upper + 146, 14):
        on.pen.line(
            [(left + 50, y), (left + 140 - on.rng.randint(0, 40), y)], fill=(60, 60, 62), width=3
        )
    on.words((left + 184, upper + 84), "易碎", 38, (150, 40, 34))
    sheet_at = 150 + on.rng.randint(-40, 60)
    on.shape(
        [(sheet_at, 700), (sheet_at + 150, 676), (sheet_at + 196, 744), (sheet_at + 40, 764)],
        (250, 250, 248),
        (180, 180, 178),
    )
    for n in range(4):
        y = 694 + n * 14
        on.pen.line(
            [(sheet_at + 40 + n * 9, y + 4), (sheet_at + 140 + n * 9, y - 10)],
            fill=(120, 124, 130),
            width=2,
        )


def _carton(on: Canvas, box: tuple[int, int, int, int], colour: Colour) -> None:
    left, upper, right, lower = box
    on.block(box, colour, 24)
    on.pen.rectangle([left, upper + 46, right, upper + 58], fill=lit(colour, 24))
    on.plate((left + 12, lower - 40, left + 62, lower - 10), (242, 242, 238), 1)
    for x in (right - 46, right - 26):
        on.pen.line([(x, lower - 12), (x, lower - 36)], fill=(70, 54, 36), width=3)
        on.pen.polygon(
            [(x - 6, lower - 32), (x + 6, lower - 32), (x, lower - 42)], fill=(70, 54, 36)
        )


def bare_room(on: Canvas, caption: str) -> None:
    """A room that is not finished: raw floor, open windows, a column, half a ceiling."""
    wall = on.rng.choice(((188, 182, 172), (176, 176, 174)))
    on.gradient((0, 0, WIDTH, HEIGHT), lit(wall, 10), lit(wall, -20))
    left, right, top, low = 250, 800 + on.rng.randint(-30, 30), 190, 470
    on.shape([(0, 0), (WIDTH, 0), (right, top), (left, top)], lit(wall, -44))
    on.gradient((left, top, right, low), lit(wall, 4), lit(wall, -10))
    on.shape([(0, HEIGHT), (left, low), (right, low), (WIDTH, HEIGHT)], (138, 132, 124))
    for corner, deep in (((0, 0), (left, top)), ((WIDTH, 0), (right, top))):
        on.pen.line([corner, deep], fill=lit(wall, -70), width=3)
    for n in range(7):
        share = n / 6
        near, far = WIDTH * share, left + (right - left) * share
        if n < 5:
            on.pen.line([(near, 0), (far, top)], fill=(206, 210, 212), width=5)
    for high in (24, 84, 130, 164):
        edge = high / top
        start, stop = left * edge, WIDTH + (right - WIDTH) * edge
        on.pen.line(
            [(start, high), (start + (stop - start) * 0.68, high)], fill=(206, 210, 212), width=4
        )
    for window in range(left + 40, right - 120, 170):
        on.pen.rectangle([window, top + 50, window + 110, low - 90], fill=(206, 222, 236))
        on.pen.rectangle(
            [window, top + 50, window + 110, low - 90], outline=(112, 108, 102), width=7
        )
    for _ in range(60):
        y = on.rng.uniform(low + 6, HEIGHT)
        away = (HEIGHT - y) / (HEIGHT - low)
        size = 5 + (y - low) * 0.16
        x = on.rng.uniform(left * away, WIDTH + (right - WIDTH) * away - size * 3)
        stain = lit((138, 132, 124), on.rng.randint(-16, 14))
        on.pen.ellipse([x, y, x + size * 3, y + size * 0.5], fill=stain)
    for n in range(3):
        start = 150 + n * 250 + on.rng.randint(-20, 20)
        far = left + (right - left) * (0.2 + n * 0.3)
        on.pen.line([(start, HEIGHT), (far, low)], fill=(60, 110, 190), width=3)
    column = on.rng.randint(620, 700)
    on.block((column, 96, column + 132, 640), lit(wall, -6), 40)
    for course in range(150, 600, 96):
        on.pen.line([(column, course), (column + 132, course)], fill=lit(wall, -20))
    for n in range(on.rng.randint(2, 4)):
        at, up = 60 + n * 92, 560 + on.rng.randint(0, 50)
        on.block((at, up, at + 84, up + 66), (206, 204, 198), 22)
    on.pen.line([(470, 690), (560, 380)], fill=(196, 168, 96), width=9)
    on.pen.line([(540, 700), (600, 384)], fill=(196, 168, 96), width=9)
    for n in range(6):
        rung = 430 + n * 44
        on.pen.line([(549 - n * 14, rung), (593 - n * 9, rung)], fill=(176, 148, 80), width=6)


def copper_bar(on: Canvas, caption: str) -> None:
    """A copper bar on insulators along the foot of a wall, earth wires bolted to it."""
    wall = on.rng.choice(((206, 202, 192), (196, 198, 200)))
    on.gradient((0, 0, WIDTH, 560), wall, lit(wall, -18))
    on.gradient((0, 560, WIDTH, HEIGHT), (132, 128, 122), (104, 100, 96))
    for x in range(0, WIDTH, 128):
        on.pen.line([(x, 560), (x - 90, HEIGHT)], fill=(92, 90, 86), width=2)
    rise = on.rng.randint(-26, 26)

    def bar(x: float) -> float:
        return 400 + rise * (x / WIDTH - 0.5)

    copper: Colour = (196, 118, 66)
    for x in range(60, WIDTH, 190):
        on.pen.rectangle([x, bar(x) + 4, x + 46, bar(x) + 50], fill=(150, 40, 36))
        on.plate((x - 6, bar(x) + 44, x + 52, bar(x) + 62), (120, 124, 128), 3)
    on.shape([(0, bar(0)), (WIDTH, bar(WIDTH)), (WIDTH, bar(WIDTH) + 44), (0, bar(0) + 44)], copper)
    on.pen.line([(0, bar(0) + 3), (WIDTH, bar(WIDTH) + 3)], fill=lit(copper, 56), width=5)
    on.pen.line([(0, bar(0) + 42), (WIDTH, bar(WIDTH) + 42)], fill=lit(copper, -50), width=4)
    joint = on.rng.randint(420, 560)
    overlap = [(joint, bar(joint) - 5), (joint + 130, bar(joint + 130) - 5)]
    on.shape([*overlap, (joint + 130, bar(joint) + 40), (joint, bar(joint) + 40)], lit(copper, 22))
    for x in (joint + 26, joint + 96):
        on.pen.ellipse(
            [x, bar(x) + 6, x + 24, bar(x) + 30], fill=(170, 174, 178), outline=(90, 94, 98)
        )
    for n in range(on.rng.randint(3, 5)):
        x = 90 + n * 200 + on.rng.randint(-30, 30)
        on.cable((x, bar(x) + 16), (x + on.rng.randint(-90, 90), HEIGHT + 30), YELLOW, 13)
        on.pen.ellipse(
            [x - 15, bar(x) + 2, x + 15, bar(x) + 32], fill=(206, 206, 208), outline=(90, 94, 98)
        )
        on.plate((x + 20, bar(x) + 66, x + 96, bar(x) + 94), (250, 236, 120), 2)
        on.words((x + 58, bar(x) + 80), f"PE-{n + 1:02d}", 19, (60, 56, 30), "mm")
