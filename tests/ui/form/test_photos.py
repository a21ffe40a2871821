"""Files and photos of a form: taken in, shown, captioned, refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from gydesk.catalogue.types import type_of
from tests.helpers.form_desk import FormDesk, new_draft
from tests.helpers.keyboard import CTRL, KEY, SHIFT, focus, pause_of, press, settle, type_text
from tests.helpers.world import make_form, one
from tests.ui.form.conftest import MakeEditor
from ui.form.editor import FormEditor
from ui.form.parts.file_card import FileCard
from ui.form.parts.files import FileField

FORM = make_form(
    "t", one("photos", "photo"), one("files", "attachment"), one("b"), head=(), header="none"
)


@pytest.fixture
def desk() -> FormDesk:
    return FormDesk()


@pytest.fixture
def editor(make_editor: MakeEditor, desk: FormDesk) -> FormEditor:
    return make_editor(FORM, desk=desk)


def part(editor: FormEditor, name: str) -> FileField:
    widget = editor.sheet.cells[name].widget  # type: ignore[union-attr]
    assert isinstance(widget, FileField)
    return widget


def picture(folder: Path, name: str = "现场.png", colour: str = "#336699") -> Path:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(colour)
    path = folder / name
    assert image.save(str(path))
    return path


def message(editor: FormEditor, name: str) -> str:
    settle()
    return editor.sheet.cells[name].message.text()  # type: ignore[union-attr]


def face(card: FileCard) -> bool:
    """Whether the picture is shown."""
    return not card._face.icon().isNull()


def test_a_photo_is_kept_shown_and_captioned(
    editor: FormEditor, desk: FormDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    widget = part(editor, "photos")
    path = picture(tmp_path)
    widget.add([path])
    (card,) = widget.findChildren(FileCard)
    qtbot.waitUntil(lambda: face(card), timeout=2_000)
    (stored,) = editor.draft.get("photos")  # type: ignore[union-attr]
    assert stored["name"] == "现场.png"
    assert desk.files[stored["sha256"]] == path.read_bytes()
    widget.inputs()[1].setFocus()
    type_text("机柜正面")
    press(KEY.Key_Return)
    (stored,) = editor.draft.get("photos")  # type: ignore[union-attr]
    assert stored["caption"] == "机柜正面"
    field = FORM.fields["photos"]
    type_of(field).check([stored], field, editor.context.library)


def test_a_caption_is_saved_after_a_pause(editor: FormEditor, tmp_path: Path, qtbot: QtBot) -> None:
    widget = part(editor, "photos")
    widget.add([picture(tmp_path)])
    widget.inputs()[1].setFocus()
    pause_of(editor, 60)
    with qtbot.waitSignal(editor.edited, timeout=2_500):
        type_text("桥架")
    assert editor.draft.get("photos")[0]["caption"] == "桥架"  # type: ignore[union-attr]
    type_text("安装")
    press(KEY.Key_Return, CTRL)
    assert editor.draft.get("photos")[0]["caption"] == "桥架安装"  # type: ignore[union-attr]


def test_a_file_that_is_no_picture_is_refused_and_the_others_kept(
    editor: FormEditor, tmp_path: Path
) -> None:
    text = tmp_path / "说明.txt"
    text.write_text("x", "utf-8")
    part(editor, "photos").add([text, picture(tmp_path)])
    assert "说明.txt" in message(editor, "photos")
    assert len(editor.draft.get("photos")) == 1  # type: ignore[union-attr]
    assert editor.unread() == {}


@pytest.mark.parametrize("name", ["photos", "files"])
def test_what_cannot_be_read_is_told(editor: FormEditor, tmp_path: Path, name: str) -> None:
    part(editor, name).add([tmp_path / "没有.png"])
    assert "没有.png" in message(editor, name)
    assert editor.draft.get(name) is None  # type: ignore[union-attr]


def test_what_the_desk_refuses_is_told(editor: FormEditor, tmp_path: Path) -> None:
    empty = tmp_path / "空.pdf"
    empty.touch()
    part(editor, "files").add([empty])
    assert message(editor, "files")
    assert editor.draft.get("files") is None  # type: ignore[union-attr]


def test_the_sentence_goes_with_the_next_file(editor: FormEditor, tmp_path: Path) -> None:
    part(editor, "files").add([tmp_path / "没有.pdf"])
    assert message(editor, "files")
    good = tmp_path / "合同.pdf"
    good.write_bytes(b"%PDF-1.4")
    part(editor, "files").add([good])
    assert message(editor, "files") == ""


def test_a_picture_from_the_clipboard(editor: FormEditor, desk: FormDesk) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill("#ff0000")
    QGuiApplication.clipboard().setImage(image)
    editor.focus_path("photos")
    press(KEY.Key_V, CTRL)
    (stored,) = editor.draft.get("photos")  # type: ignore[union-attr]
    assert QImage.fromData(desk.files[stored["sha256"]]).size() == image.size()
    assert stored["name"] == "图片1.png"


def test_files_are_dropped(editor: FormEditor, tmp_path: Path) -> None:
    data = QMimeData()
    paths = [picture(tmp_path, f"{n}.png", f"#0000{n}0") for n in range(3)]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    part(editor, "photos").take(data)
    names = [file["name"] for file in editor.draft.get("photos")]  # type: ignore[union-attr]
    assert names == ["0.png", "1.png", "2.png"]


def test_the_keyboard_reaches_every_card_and_takes_one_out(
    editor: FormEditor, tmp_path: Path
) -> None:
    widget = part(editor, "photos")
    widget.add([picture(tmp_path, "a.png"), picture(tmp_path, "b.png", "#112233")])
    settle()
    stops = widget.inputs()
    stops[0].setFocus()
    seen = [focus()]
    for _ in stops[1:]:
        press(KEY.Key_Tab)
        seen.append(focus())
    assert seen == stops
    press(KEY.Key_Tab)
    assert focus() in part(editor, "files").inputs()
    press(KEY.Key_Backtab, SHIFT)
    stops[0].setFocus()
    press(KEY.Key_Delete)
    assert [file["name"] for file in editor.draft.get("photos")] == ["b.png"]  # type: ignore[union-attr]
    press(KEY.Key_Z, CTRL)
    assert len(editor.draft.get("photos")) == 2  # type: ignore[union-attr]


def test_enter_goes_from_caption_to_caption_and_on(editor: FormEditor, tmp_path: Path) -> None:
    widget = part(editor, "photos")
    widget.add([picture(tmp_path, "a.png"), picture(tmp_path, "b.png", "#112233")])
    widget.inputs()[1].setFocus()
    type_text("one")
    press(KEY.Key_Return)
    assert focus() is widget.inputs()[3]
    type_text("two")
    press(KEY.Key_Return)
    assert focus() in part(editor, "files").inputs()
    captions = [file["caption"] for file in editor.draft.get("photos")]  # type: ignore[union-attr]
    assert captions == ["one", "two"]


def test_an_endless_caption_is_refused_with_a_sentence(editor: FormEditor, tmp_path: Path) -> None:
    part(editor, "photos").add([picture(tmp_path)])
    part(editor, "photos").inputs()[1].setFocus()
    QGuiApplication.clipboard().setText("长" * 1_700_000)
    press(KEY.Key_V, CTRL)
    assert message(editor, "photos")
    assert focus().text() == ""  # type: ignore[attr-defined]


def test_every_card_has_a_name(editor: FormEditor, tmp_path: Path) -> None:
    part(editor, "photos").add([picture(tmp_path)])
    settle()
    for widget in part(editor, "photos").inputs():
        assert widget.accessibleName()


def test_a_picture_that_is_not_here_yet_says_so(make_editor: MakeEditor, qtbot: QtBot) -> None:
    editor = make_editor(FORM)
    draft = new_draft(FORM, identifier="r2")
    draft.set("photos", [{"sha256": "0" * 64, "name": "远方.jpg", "size": 10}])
    editor.set_draft(draft)
    (card,) = part(editor, "photos").findChildren(FileCard)
    qtbot.waitUntil(lambda: card._face.text() == "图片尚未送达本机", timeout=2_000)


def test_a_file_is_opened_as_a_copy_under_its_name(
    editor: FormEditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()))
    )
    good = tmp_path / "合同.pdf"
    good.write_bytes(b"%PDF-1.4")
    part(editor, "files").add([good])
    part(editor, "files").inputs()[0].setFocus()
    press(KEY.Key_Space)
    assert [path.name for path in opened] == ["合同.pdf"]
    assert opened[0].read_bytes() == b"%PDF-1.4"


def test_a_locked_form_shows_them_only(editor: FormEditor, tmp_path: Path) -> None:
    part(editor, "photos").add([picture(tmp_path)])
    editor.set_read_only(True)
    editor.focus_path("photos")
    press(KEY.Key_Delete)
    assert len(editor.draft.get("photos")) == 1  # type: ignore[union-attr]
    assert not part(editor, "photos").add_button.isEnabled()
