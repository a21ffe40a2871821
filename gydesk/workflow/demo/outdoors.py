"""A photograph out of doors: a pole with cameras at a crossing, or on a roof."""

from __future__ import annotations

from gydesk.workflow.demo.canvas import HEIGHT, WIDTH, Canvas, Colour, lit


def camera_pole(on: Canvas, caption: str) -> None:
    """A pole with its arm, cameras and box."""
    sky: Colour = on.rng.choice(((118, 168, 216), (176, 190, 204), (146, 182, 214)))
    on.gradient((0, 0, WIDTH, 540), sky, lit(sky, 44))
    x = -40
    while x < WIDTH:
        wide, tall = on.rng.randint(90, 190), on.rng.randint(120, 330)
        colour: Colour = on.rng.choice(((178, 172, 162), (160, 166, 176), (196, 184, 168)))
        on.pen.rectangle([x, 540 - tall, x + wide, 540], fill=colour)
        for wx in range(x + 14, x + wide - 20, 30):
            for wy in range(540 - tall + 16, 520, 34):
                on.pen.rectangle([wx, wy, wx + 14, wy + 18], fill=lit(colour, -58))
        x += wide + on.rng.randint(2, 40)
    for x in range(20, WIDTH, 170):
        at = x + on.rng.randint(-30, 30)
        on.pen.rectangle([at - 5, 480, at + 5, 560], fill=(92, 70, 50))
        for _ in range(7):
            dx, dy, r = on.rng.randint(-34, 34), on.rng.randint(-50, 10), on.rng.randint(22, 40)
            green = lit((66, 112, 58), on.rng.randint(-18, 24))
            on.pen.ellipse([at + dx - r, 460 + dy - r, at + dx + r, 460 + dy + r], fill=green)
    on.gradient((0, 552, WIDTH, HEIGHT), (112, 112, 114), (82, 82, 84))
    on.shape([(0, 552), (WIDTH, 552), (WIDTH, 596), (0, 610)], (176, 172, 164))
    for n in range(5):
        left = 60 + n * 210
        on.shape(
            [(left, 690), (left + 110, 690), (left + 124, 704), (left + 6, 704)], (226, 226, 220)
        )
    pole = 330 + on.rng.randint(-50, 110)
    on.pen.rectangle([pole - 34, 668, pole + 34, 690], fill=(148, 148, 146))
    on.shape([(pole - 9, 90), (pole + 9, 90), (pole + 15, 670), (pole - 15, 670)], (222, 224, 226))
    on.pen.line([(pole + 6, 92), (pole + 11, 668)], fill=(160, 164, 168), width=6)
    arm = pole + 330
    on.shape([(pole, 108), (arm, 92), (arm, 102), (pole, 126)], (214, 216, 218), (150, 154, 158))
    for n in range(2 + on.rng.randint(0, 1)):
        _camera(on, pole + 120 + n * 96, 110)
    on.pen.ellipse([pole - 40, 64, pole + 40, 120], fill=(236, 238, 240), outline=(150, 154, 158))
    on.pen.ellipse([pole - 22, 92, pole + 22, 134], fill=(36, 40, 48))
    on.block((pole - 44, 408, pole + 44, 536), (206, 210, 214), 16)
    on.pen.rectangle([pole + 26, 462, pole + 34, 482], fill=(60, 62, 64))
    on.words((pole - 4, 440), "公安监控", 15, (30, 70, 150), "mm")


def _camera(on: Canvas, x: int, y: int) -> None:
    on.pen.line([(x, y - 8), (x, y + 22)], fill=(150, 154, 158), width=7)
    on.shape(
        [(x - 46, y + 18), (x + 40, y + 34), (x + 36, y + 66), (x - 50, y + 50)],
        (242, 243, 244),
        (150, 154, 158),
    )
    on.shape([(x + 40, y + 30), (x + 56, y + 36), (x + 52, y + 66), (x + 36, y + 66)], (30, 32, 36))
