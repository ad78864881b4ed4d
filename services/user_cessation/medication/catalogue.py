"""Labels of nicotine replacement, one row for each strength a pack sets apart.

Thresholds and daily limits really differ by country and brand, so every row names its source, and
where a source says nothing the row says nothing. A country without rows has none we could vouch
for; Viet Nam is one.
"""

from services.user_cessation.medication.labels import au, gb, us

LABELS = (*us.LABELS, *gb.LABELS, *au.LABELS)
BY_CODE = {label.code: label for label in LABELS}
