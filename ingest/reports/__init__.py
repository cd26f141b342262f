"""Reports that are kept: what they may state of linkages, what was decided on it, and the source that it makes."""

from .claims import Claim, End
from .kept import KeptReport, is_report, keep_report, kept_report, kept_reports, read_claims

__all__ = ["Claim", "End", "KeptReport", "is_report", "keep_report", "kept_report", "kept_reports", "read_claims"]
