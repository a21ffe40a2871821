"""Forms on paper: from records, or blank, to the pages of a PDF. Only here is reportlab used."""
