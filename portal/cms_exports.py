"""Tables that the CMS lets take away: what somebody typed is never a formula in the spreadsheet that opens them."""

from datetime import date
from decimal import Decimal

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# What a spreadsheet takes the rest of a cell for a formula after.
STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(value):
    """Return what a cell of a CSV file holds, such that no spreadsheet runs it.

    >>> [inert(value) for value in ("=1+1", "Un titre", -3, None)]
    ["'=1+1", 'Un titre', -3, None]
    """
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(STARTS) else text


def write_csv_row(self, writer, row_dict):
    """Write a row as Wagtail does, which takes this care of .xlsx files alone."""
    values = {field: self.preprocess_field_value(field, value, self.FORMAT_CSV) for field, value in row_dict.items()}
    return writer.writerow({field: inert(value) for field, value in values.items()})


SpreadsheetExportMixin.write_csv_row = write_csv_row
