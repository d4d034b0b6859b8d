"""The files that the stories attach, made when they are needed: small logs, tables and pictures."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

Size = tuple[int, int]

TILE: Size = (150, 96)
GAP = 10
NIGHT, SKY, GROUND, INK = (18, 22, 28), (92, 118, 140), (70, 84, 72), (214, 222, 230)

LOGS = {
    "recorder.log": """\
23:58:41 INFO  archive    retention: removed 214 segments, 61.2 GB
00:00:00 INFO  security   certificate renewal: 32 cameras due, window=at-once
00:00:00 INFO  streams    closing 32 streams
00:00:02 WARN  streams    cam-017: handshake timed out, retry in 30 s
00:04:36 WARN  streams    cam-029: handshake timed out, retry in 30 s
00:09:52 INFO  streams    32 of 32 streams open
""",
    "failover.log": """\
02:13:57 INFO  heartbeat  primary: ok (interval 1000 ms, 3 misses allowed)
02:14:01 WARN  heartbeat  primary: missed 3 of 3
02:14:01 WARN  quorum     witness not reachable: quorum lost, staying passive
06:30:12 INFO  heartbeat  primary: ok
06:30:12 INFO  quorum     witness reachable
""",
    "app.txt": """\
07:41:20 live    camera 12: requested
07:41:20 cache   camera 12: last picture from yesterday 16:08:33
07:41:20 network background data is off (power saving)
07:41:20 live    camera 12: shown from cache
""",
    "presets.csv": "camera,preset,from,to\ndome-01,4,4,3\ndome-01,3,3,2\ndome-01,2,2,1\ndome-01,1,1,0\n",
    "order.txt": "Order confirmation\n\n8 x camera licence, one year of maintenance included\nFor licence VMS-2904-ST\n",
    "label.txt": "RETURN, POSTAGE PAID\n\nKuvalinna, Returns and repairs\nGate 3\n",
}


def content_of(name: str) -> bytes:
    return PICTURES[name]() if name in PICTURES else LOGS[name].encode()


def _wall(dark: set[int], columns: int = 4, rows: int = 3) -> bytes:
    """A wall of camera pictures, of which the `dark` ones are black."""
    step = (TILE[0] + GAP, TILE[1] + GAP)
    picture = Image.new("RGB", (columns * step[0] + GAP, rows * step[1] + GAP), NIGHT)
    draw = ImageDraw.Draw(picture)
    for number in range(columns * rows):
        corner = (GAP + number % columns * step[0], GAP + number // columns * step[1])
        _tile(draw, corner, f"cam-{number + 1:02}", is_dark=number in dark)
    return _png(picture)


def _tile(draw: ImageDraw.ImageDraw, corner: Size, label: str, *, is_dark: bool) -> None:
    left, top = corner
    right, bottom = left + TILE[0], top + TILE[1]
    draw.rectangle((left, top, right, bottom), fill=(0, 0, 0) if is_dark else SKY)
    if is_dark:
        draw.text((left + 44, top + 40), "NO SIGNAL", fill=INK)
    else:
        draw.rectangle((left, top + 60, right, bottom), fill=GROUND)
        draw.polygon([(left + 30, top + 60), (left + 60, top + 26), (left + 90, top + 60)], fill=NIGHT)
    draw.text((left + 6, top + 4), label, fill=INK)


def _encoder() -> bytes:
    picture = Image.new("RGB", (640, 240), GROUND)
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((60, 60, 580, 180), radius=12, fill=NIGHT)
    for port in range(8):
        draw.ellipse((90 + port * 58, 100, 120 + port * 58, 130), outline=INK, width=3)
    draw.ellipse((330, 120, 470, 190), fill=SKY)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


PICTURES: dict[str, Callable[[], bytes]] = {
    "wall-at-midnight.png": lambda: _wall(dark={1, 2, 5, 6, 7, 8, 9, 11}),
    "ansicht.png": lambda: _wall(dark={3}, columns=3, rows=2),
    "encoder.png": _encoder,
}
