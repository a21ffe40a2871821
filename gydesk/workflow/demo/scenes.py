"""What the demo's photographs show, by kind. Each fills a canvas; the caption varies it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gydesk.workflow.demo.canvas import Canvas
from gydesk.workflow.demo.equipment import fault_panel, rack_front, ups
from gydesk.workflow.demo.outdoors import camera_pole
from gydesk.workflow.demo.people import meeting, signed_sheet, whiteboard
from gydesk.workflow.demo.rooms import ap_ceiling, bare_room, cabling, copper_bar, unpacking

SCENES: Mapping[str, Callable[[Canvas, str], None]] = {
    "rack_front": rack_front,
    "cabling": cabling,
    "ap_ceiling": ap_ceiling,
    "bare_room": bare_room,
    "copper_bar": copper_bar,
    "unpacking": unpacking,
    "meeting": meeting,
    "whiteboard": whiteboard,
    "fault_panel": fault_panel,
    "ups": ups,
    "camera_pole": camera_pole,
    "signed_sheet": signed_sheet,
}
