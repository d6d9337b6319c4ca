"""Forms to PDF bytes: `FormLibrary([directories]).layout(form, on)`, then `render(layout, values, options)`.

Values are texts, lists of texts, or lists of rows; dates and moments are ISO 8601 texts (moments with their zone), put
into words by the layout. `layout.keys` names all keys of a form; docs/forms.md says what they mean, form by form.
Keys of every form: `agency_parent`, `agency` (head), `number`, `unit_mark`, `place`, `issued_on`, `code`, `qr` (text of
the QR from desktop_app.domain.paper_qr), `barcode` (text of the Code 128: the dossier code, or the receipt number).
Importing this package is heavy (reportlab, three typefaces): do it on the first printing, not at the program's start.
"""
