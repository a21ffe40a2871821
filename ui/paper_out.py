"""Handing a PDF's pages to a printer."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from gydesk.words import tr

DPI = 300
"""A4 at 300 dpi is 33 MiB a page and sharp on every office printer; 600 is four times that."""


def print_pdf(document: QPdfDocument, parent: QWidget) -> bool:
    """Ask for a printer and print; False when nothing was printed."""
    if not QPrinterInfo.availablePrinterNames():
        QMessageBox.information(
            parent,
            tr("No printer"),
            tr(
                "This computer knows no printer. Save the form as PDF and print it elsewhere, "
                "or install a printer first."
            ),
        )
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, document.pageCount())
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    return paint_pages(document, printer)


def paint_pages(document: QPdfDocument, printer: QPrinter) -> bool:
    """Put the pages onto ``printer``, each in its own orientation; False when it refuses."""
    first = max(1, printer.fromPage())
    last = printer.toPage() or document.pageCount()
    painter = QPainter()
    for number in range(first - 1, min(last, document.pageCount())):
        size = document.pagePointSize(number)
        wide = size.width() > size.height()
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )
        if not painter.isActive():
            if not painter.begin(printer):
                return False
        elif not printer.newPage():
            painter.end()
            return False
        pixels = QSize(round(size.width() * DPI / 72), round(size.height() * DPI / 72))
        picture = document.render(number, pixels)
        whole = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRect(0, 0, whole.width(), whole.height()), picture)
    painter.end()
    return True
