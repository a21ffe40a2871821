"""Photographs of equipment: a cabinet, a panel with its display, power supplies."""

from __future__ import annotations

import re

from gydesk.workflow.demo.canvas import (
    BLUE,
    GREEN,
    GREY,
    HEIGHT,
    ORANGE,
    RED,
    WIDTH,
    YELLOW,
    Canvas,
    Colour,
    lit,
)


def rack_front(on: Canvas, caption: str) -> None:
    """A cabinet from the front: panels, switches with lamps, servers, cables."""
    on.gradient((0, 0, WIDTH, 610), (206, 210, 212), (168, 174, 178))
    on.gradient((0, 610, WIDTH, HEIGHT), (122, 126, 130), (86, 90, 94))
    for x in range(-60, WIDTH, 150):
        on.pen.line([(x, HEIGHT), (x * 0.7 + 160, 610)], fill=(104, 108, 112), width=2)
    left, right = 270 + on.rng.randint(-40, 40), 770 + on.rng.randint(-30, 30)
    on.block((left - 46, 22, right + 46, 742), (34, 36, 40), 44)
    on.pen.rectangle([left - 12, 44, right + 12, 726], fill=(16, 17, 19))
    for x in (left - 26, right + 14):
        for y in range(52, 720, 18):
            on.pen.ellipse([x, y, x + 8, y + 8], fill=(92, 96, 100))
    hanging: list[tuple[tuple[int, int], tuple[int, int], Colour]] = []
    y = 54
    while y < 690:
        kind = on.rng.choice(("switch", "switch", "panel", "panel", "server", "blank", "tidy"))
        tall = 62 if kind == "server" else 34
        _unit(on, kind, (left, y, right, min(y + tall, 716)), hanging)
        y += tall + 6
    for start, end, colour in hanging:
        on.cable(start, end, colour, 3)


def _unit(
    on: Canvas,
    kind: str,
    box: tuple[int, int, int, int],
    hanging: list[tuple[tuple[int, int], tuple[int, int], Colour]],
) -> None:
    left, upper, right, lower = box
    if kind == "blank":
        on.plate(box, (26, 28, 31))
        return
    if kind == "tidy":
        on.plate(box, (46, 48, 52))
        for x in range(left + 20, right - 20, 36):
            on.pen.rectangle([x, upper + 6, x + 26, lower - 8], fill=(12, 12, 14))
        return
    body: Colour = {"switch": (58, 70, 88), "panel": (28, 30, 34), "server": (70, 72, 76)}[kind]
    on.plate(box, body)
    if kind == "server":
        for x in range(left + 16, right - 110, 52):
            on.plate((x, upper + 8, x + 44, lower - 8), (40, 42, 46))
            on.light((x + 38, upper + 16), GREEN, 2)
        on.light((right - 26, upper + 20), (80, 160, 255), 4)
        return
    ports = range(left + 30, right - 90, 17)
    for number, x in enumerate(ports):
        on.pen.rectangle([x, upper + 9, x + 12, lower - 9], fill=(8, 8, 10))
        if kind == "switch" and on.rng.random() < 0.7:
            on.light((x + 6, upper + 5), GREEN if on.rng.random() < 0.9 else YELLOW, 2)
        if kind == "panel" and on.rng.random() < 0.55:
            colour = on.rng.choice((BLUE, BLUE, GREY, YELLOW, ORANGE))
            end = (x + on.rng.randint(-40, 40), min(lower + on.rng.choice((24, 64)), 700))
            hanging.append(((x + 6, lower - 14), end, colour))
        if number % 6 == 5:
            on.pen.line([(x + 14, upper + 8), (x + 14, lower - 8)], fill=lit(body, 30))
    if kind == "switch":
        on.words((right - 78, upper + 8), "SYS  PWR", 11, (190, 196, 204))
        on.light((right - 20, upper + 15), GREEN, 3)


def fault_panel(on: Canvas, caption: str) -> None:
    """The front of a device with a display: a reading where the caption has one, else alarms."""
    on.gradient((0, 0, WIDTH, HEIGHT), (92, 96, 102), (52, 55, 60))
    on.plate((90, 70, 934, 700), (206, 208, 210), 22)
    on.plate((140, 120, 700, 420), (24, 30, 34), 10)
    reading = re.search(r"(\d+(?:\.\d+)?)\s*(欧|伏|安|℃|度)?", caption)
    if reading and reading[2]:
        glass: Colour = (176, 198, 150)
        on.plate((160, 140, 680, 400), glass, 6)
        unit = {"欧": "Ω", "伏": "V", "安": "A", "度": "℃"}.get(reading[2], reading[2])
        on.words((420, 268), f"{reading[1]} {unit}", 128, (26, 34, 22), "mm")
        on.words((180, 154), "3P  AC 94Hz  HOLD", 24, (40, 52, 34))
    else:
        on.plate((160, 140, 680, 400), (16, 40, 76), 6)
        on.words((180, 154), "系统告警", 40, (255, 226, 90))
        for number in range(4):
            level = on.rng.choice((RED, (255, 186, 60)))
            y = 222 + number * 44
            on.light((196, y + 14), level, 8)
            what = on.rng.choice(
                ("DISK FAIL", "RAID DEGRADED", "LINK DOWN", "FAN WARN", "PSU 2 OFF")
            )
            on.words((222, y), f"{what}  SLOT {on.rng.randint(1, 24):02d}", 26, (226, 234, 246))
    for number, label in enumerate(("电源", "运行", "告警", "通信")):
        y = 150 + number * 70
        bad = number == 2 and not (reading and reading[2])
        on.light((768, y), RED if bad else GREEN, 13)
        on.words((800, y), label, 30, (60, 62, 66), "lm")
    for number in range(5):
        x = 170 + number * 108
        on.plate((x, 470, x + 84, 530), (120, 124, 130), 10)
    on.pen.ellipse([760, 460, 880, 580], fill=(64, 66, 70), outline=(30, 30, 32), width=6)
    on.pen.line([(820, 520), (820 + on.rng.randint(-40, 40), 474)], fill=(240, 240, 240), width=8)
    for number, colour in enumerate((RED, GREEN, (30, 30, 32))):
        x = 220 + number * 150
        on.pen.ellipse([x, 590, x + 60, 650], fill=lit(colour, -40), outline=(40, 40, 42), width=5)
        on.cable((x + 30, 622), (x + on.rng.randint(-80, 80), HEIGHT + 40), colour, 12)


def ups(on: Canvas, caption: str) -> None:
    """Power supplies beside a rack of batteries."""
    on.gradient((0, 0, WIDTH, 560), (214, 214, 208), (186, 188, 184))
    on.gradient((0, 560, WIDTH, HEIGHT), (140, 144, 148), (104, 108, 112))
    for number in range(2):
        left = 60 + number * 196
        on.block((left, 120, left + 168, 690), (52, 55, 60), 34)
        on.plate((left + 34, 170, left + 134, 250), (20, 60, 96), 4)
        on.words((left + 84, 196), f"{on.rng.randint(27, 38)}%", 28, (220, 240, 255), "mm")
        on.words((left + 84, 228), f"{on.rng.randint(218, 224)}V", 22, (160, 220, 170), "mm")
        for n in range(4):
            on.light((left + 46 + n * 26, 280), GREEN if n else (80, 160, 255), 5)
        for y in range(360, 660, 16):
            on.pen.line([(left + 22, y), (left + 146, y)], fill=(24, 26, 30), width=5)
    on.block((500, 150, 930, 700), (70, 76, 84), 36)
    for row in range(4):
        shelf = 276 + row * 134
        on.pen.rectangle([508, shelf, 922, shelf + 10], fill=(40, 44, 50))
        for n in range(5):
            x = 516 + n * 82
            on.block((x, shelf - 86, x + 70, shelf), (58, 62, 70), 10)
            on.plate((x + 10, shelf - 56, x + 60, shelf - 28), (232, 232, 228), 2)
            on.pen.rectangle([x + 12, shelf - 94, x + 24, shelf - 86], fill=RED)
            on.pen.rectangle([x + 46, shelf - 94, x + 58, shelf - 86], fill=(24, 24, 26))
            if n < 4:
                on.cable((x + 52, shelf - 92), (x + 100, shelf - 92), RED, 4)
