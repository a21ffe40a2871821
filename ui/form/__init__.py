"""The form editor: built from the catalogue, laid out like the paper.

``FormEditor`` (``editor``) is all that the window uses. It keeps a ``FormSheet`` a form, which
stands a ``FieldCell`` a field and a ``LineTable`` a table in the grid of ``catalogue.layout``.
Every change goes through ``DraftEdits`` to the ``Draft``, and comes back as paths.

What a style sheet can take hold of (``ui.style`` has the colours; all of it is legible with
the palette alone):

- ``FormSheet``: ``qproperty-errorColor``, ``qproperty-warnColor``
- object names: ``formScroll``, ``sheetCompany``, ``sheetNumber``, ``sheetTitle``,
  ``sectionTitle``, ``internalMark``, ``fieldLabel``, ``fieldUnit``, ``fieldMessage``,
  ``staticValue``, ``lineTable``, ``tableTotal``, ``suggestions``, ``signBlocks``
- ``[paper="true"]``: what is written in (lines, texts, options, the buttons of files);
  ``[cell="true"]`` as well: the editor of a table's cell
- ``[level="error"]`` or ``"warn"``: a sentence about a problem
- ``QToolButton[role="table"]``: the buttons of a table; ``[role="file"]``: those of a file
"""
