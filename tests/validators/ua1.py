"""PDF/UA-1 by the validator in this process, which takes milliseconds. veraPDF has the last word."""

from __future__ import annotations

import page


def findings(pdf: bytes) -> list[str]:
    """What PDF/UA-1 finds wrong."""
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures] or ([] if report.is_compliant else ["is not compliant"])
