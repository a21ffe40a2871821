"""Photographs of people at a table, of a board they wrote on, and of a paper they signed."""

from __future__ import annotations

import math

from gydesk.workflow.demo.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, lit

_CLOTHES: tuple[Colour, ...] = (
    (44, 58, 86),
    (236, 236, 232),
    (96, 104, 112),
    (122, 52, 50),
    (58, 92, 82),
    (70, 110, 160),
)
_INK: Colour = (24, 44, 140)


def meeting(on: Canvas, caption: str) -> None:
    """People around a long table, a screen at the end of the room."""
    on.gradient((0, 0, WIDTH, 470), (224, 220, 210), (200, 196, 186))
    on.gradient((0, 470, WIDTH, HEIGHT), (150, 128, 104), (118, 98, 78))
    on.plate((330, 60, 700, 270), (250, 251, 252), 4)
    on.words((515, 92), "进度计划", 26, (40, 60, 110), "mm")
    for n in range(5):
        y, wide = 126 + n * 27, on.rng.randint(60, 220)
        on.pen.rectangle(
            [360, y, 360 + wide, y + 14], fill=(90, 140, 205) if n % 2 else (120, 180, 120)
        )
    for left in (40, 800):
        on.pen.rectangle(
            [left, 70, left + 180, 300], fill=(206, 226, 240), outline=(168, 164, 156), width=8
        )
        on.pen.line([(left + 90, 70), (left + 90, 300)], fill=(168, 164, 156), width=5)
    far = 3
    for n in range(far):
        _person(on, 380 + n * 130 + on.rng.randint(-10, 10), 330, 0.62)
    sides = on.rng.randint(3, 4)
    for n in range(sides):
        t = n / (sides - 1)
        _person(on, 300 - 190 * t, 356 + 120 * t, 0.72 + 0.36 * t)
        _person(on, 740 + 190 * t, 356 + 120 * t, 0.72 + 0.36 * t)
    on.shape([(340, 404), (690, 404), (900, HEIGHT), (130, HEIGHT)], (138, 92, 56), (84, 54, 32))
    on.shape([(352, 410), (678, 410), (690, 440), (342, 440)], (164, 114, 74))
    for n in range(9):
        t = 0.1 + on.rng.random() * 0.8
        x = 340 - 190 * t + (360 + 360 * t) * on.rng.uniform(0.12, 0.88)
        low, size = 420 + 300 * t, 0.5 + 0.7 * t
        if n % 3:
            tilt = on.rng.uniform(-8, 8)
            on.shape(
                [
                    (x, low),
                    (x + 66 * size, low + tilt),
                    (x + 72 * size, low + 40 * size),
                    (x - 6, low + 40 * size),
                ],
                (248, 248, 244),
                (196, 196, 190),
            )
        else:
            on.pen.rectangle(
                [x, low - 26 * size, x + 18 * size, low + 16 * size], fill=(236, 240, 244)
            )
            on.pen.ellipse(
                [x, low - 30 * size, x + 18 * size, low - 20 * size], fill=(190, 150, 90)
            )


def _person(on: Canvas, x: float, y: float, size: float) -> None:
    skin: Colour = on.rng.choice(((226, 184, 152), (214, 170, 138), (232, 194, 164)))
    cloth = on.rng.choice(_CLOTHES)
    on.pen.rounded_rectangle(
        [x - 62 * size, y + 46 * size, x + 62 * size, y + 220 * size], 38 * size, fill=cloth
    )
    on.shape(
        [(x - 16 * size, y + 40 * size), (x + 16 * size, y + 40 * size), (x, y + 92 * size)],
        lit(cloth, 60),
    )
    on.pen.rectangle(
        [x - 13 * size, y + 26 * size, x + 13 * size, y + 56 * size], fill=lit(skin, -18)
    )
    on.pen.ellipse([x - 31 * size, y - 38 * size, x + 31 * size, y + 40 * size], fill=skin)
    hair: Colour = on.rng.choice(((30, 28, 28), (48, 40, 34), (110, 108, 106)))
    on.pen.pieslice(
        [x - 34 * size, y - 46 * size, x + 34 * size, y + 26 * size], 180, 360, fill=hair
    )
    for side in (-12, 12):
        on.pen.ellipse(
            [x + (side - 3) * size, y - 3 * size, x + (side + 3) * size, y + 3 * size],
            fill=(40, 34, 32),
        )


def whiteboard(on: Canvas, caption: str) -> None:
    """A board with what was agreed on it."""
    on.gradient((0, 0, WIDTH, HEIGHT), (188, 186, 178), (160, 158, 150))
    on.pen.rectangle([60, 50, 964, 700], fill=(176, 180, 184))
    on.gradient((78, 68, 946, 680), (250, 251, 252), (232, 235, 237))
    ink: Colour = on.rng.choice(((28, 52, 140), (30, 30, 34)))
    on.words((512, 112), caption[:18], 42, ink, "mm")
    on.pen.line(
        [(250, 146), (250 + on.width_of(caption[:18], 42), 146 + on.rng.randint(-4, 4))],
        fill=(200, 40, 40),
        width=5,
    )
    rows = ("接地铜排", "线槽桥架", "设备到货", "装修交面", "机柜就位")
    for number, row in enumerate(rows):
        y = 206 + number * 84
        on.words((120, y), row, 34, ink)
        on.pen.rectangle([330, y + 4, 730, y + 40], outline=ink, width=3)
        done = on.rng.randint(8, 100) if number < 3 else on.rng.randint(0, 40)
        colour: Colour = (70, 150, 90) if done > 60 else (214, 130, 40)
        for x in range(336, 336 + round(388 * done / 100), 9):
            on.pen.line([(x, y + 36), (x + 12, y + 8)], fill=colour, width=4)
        on.words((760, y), f"{done}%", 34, (200, 40, 40) if done < 40 else ink)
    on.words((120, 626), "6.15 前  ！！", 34, (200, 40, 40))
    for x in (880, 910):
        on.pen.ellipse([x, 90, x + 20, 110], fill=(210, 50, 50) if x == 880 else (50, 110, 200))
    on.plate((380, 690, 660, 712), (140, 144, 148), 4)
    for n, colour in enumerate(((28, 52, 140), (200, 40, 40), (30, 30, 34))):
        on.plate((400 + n * 70, 680, 454 + n * 70, 692), colour, 4)


def signed_sheet(on: Canvas, caption: str) -> None:
    """A filled form on a desk, signed and stamped."""
    on.gradient((0, 0, WIDTH, HEIGHT), (150, 116, 82), (126, 94, 64))
    for _ in range(60):
        y = on.rng.randint(0, HEIGHT)
        on.pen.line([(0, y), (WIDTH, y + on.rng.randint(-16, 16))], fill=(136, 103, 71), width=1)
    tilt = on.rng.uniform(-0.05, 0.05)

    def at(x: float, y: float) -> Point:
        dx, dy = x - 512, y - 384
        return 512 + dx * math.cos(tilt) - dy * math.sin(tilt), 384 + dx * math.sin(
            tilt
        ) + dy * math.cos(tilt)

    corners = ((222, 6), (806, 6), (806, 762), (222, 762))
    on.shape([at(x + 10, y + 10) for x, y in corners], (88, 66, 46))
    on.shape([at(x, y) for x, y in corners], (250, 250, 246))
    on.words(at(514, 56), caption[:16], 30, (30, 30, 32), "mm")
    for n in range(15):
        y = 100 + n * 30
        on.pen.line([at(262, y), at(768, y)], fill=(96, 98, 102), width=2)
        if n < 14:
            for x, wide in ((272, 40), (330, 130), (500, 70), (610, 60), (700, 50)):
                length = wide * on.rng.uniform(0.4, 1)
                on.pen.line([at(x, y + 16), at(x + length, y + 16)], fill=(120, 122, 128), width=5)
    for x in (262, 320, 490, 600, 690, 768):
        on.pen.line([at(x, 100), at(x, 520)], fill=(96, 98, 102), width=2)
    for n, label in enumerate(("施工单位", "监理单位", "建设单位")):
        x = 268 + n * 172
        on.words(at(x, 556), label, 20, (50, 52, 56))
        on.pen.line([at(x, 640), at(x + 140, 640)], fill=(120, 122, 126), width=2)
        _signature(on, at(x + 16, 620))
        on.words(at(x, 660), "2014年  月  日", 17, (90, 92, 96))
    _stamp(on, at(690, 640))
    on.shape([at(820, 300), at(836, 296), at(884, 640), at(866, 644)], (30, 34, 60), (12, 14, 24))


def _signature(on: Canvas, start: Point) -> None:
    x, y = start
    points = [start]
    for _ in range(26):
        x += on.rng.uniform(0.5, 8)
        points.append((x, y + on.rng.uniform(-26, 14)))
    on.pen.line(points, fill=_INK, width=3, joint="curve")


def _stamp(on: Canvas, middle: Point) -> None:
    x, y = middle
    red: Colour = (206, 44, 48)
    on.pen.ellipse([x - 74, y - 74, x + 74, y + 74], outline=red, width=6)
    star = []
    for n in range(10):
        radius = 24 if n % 2 == 0 else 10
        turn = math.pi * n / 5 - math.pi / 2
        star.append((x + radius * math.cos(turn), y + radius * math.sin(turn)))
    on.shape(star, red)
    for n, letter in enumerate("示例单位业务专用"):
        turn = math.pi * (0.86 + n * 0.183)
        on.words((x + 54 * math.cos(turn), y + 54 * math.sin(turn)), letter, 19, red, "mm")
