"""How two mentions are compared, field by field: levels from agreement to contradiction, in splink's terms.

The probabilities of each level (Fellegi and Sunter, *Journal of the American Statistical Association* 64, 1969) are in
model/, learned by bench/matching.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

MACROS = """
CREATE MACRO bits_of(spelled) AS coalesce(list_sum(list_transform(spelled, lambda each: each.bits)), 0);
CREATE MACRO common_bits(a, b) AS bits_of(list_intersect(a, b));
CREATE MACRO alike(a, b) AS common_bits(a, b) / greatest(bits_of(a) + bits_of(b) - common_bits(a, b), 0.001);
CREATE MACRO held(a, b) AS common_bits(a, b) / greatest(least(bits_of(a), bits_of(b)), 0.001);
CREATE MACRO names_alike(xs, ys) AS
  list_max(list_transform(xs, lambda x: list_max(list_transform(ys, lambda y: alike(x, y)))));
CREATE MACRO names_held(xs, ys, least_bits) AS
  list_max(list_transform(xs, lambda x: list_max(list_transform(ys, lambda y:
    CASE WHEN common_bits(x, y) >= least_bits THEN held(x, y) ELSE 0 END))));
CREATE MACRO names_misspelt(xs, ys) AS
  list_max(list_transform(xs, lambda x: list_max(list_transform(ys, lambda y:
    CASE WHEN least(len(x), len(y)) >= 7 THEN jaro_winkler_similarity(x, y) ELSE 0 END))));
CREATE MACRO names_cut(xs, ys) AS
  list_max(list_transform(xs, lambda x: list_max(list_transform(ys, lambda y:
    CASE WHEN least(len(x), len(y)) >= 12 AND (starts_with(x, y) OR starts_with(y, x)) THEN 1 ELSE 0 END))));
CREATE MACRO numbers_part(xs, ys, schemes) AS len(list_filter(schemes, lambda scheme: scheme != 'ticker'
  AND NOT list_has_any(list_filter(xs, lambda x: starts_with(x, scheme || ':')), ys))) > 0;
CREATE MACRO one_entry(sole_a, sole_b, numbers_a, numbers_b, schemes_a, schemes_b) AS
  list_has_any(sole_a, sole_b) AND NOT numbers_part(numbers_a, numbers_b, list_intersect(schemes_a, schemes_b));
CREATE MACRO km_apart(lat_a, lon_a, lat_b, lon_b) AS
  111.2 * sqrt((lat_a - lat_b) ** 2 + (cos(radians((lat_a + lat_b) / 2)) * (lon_a - lon_b)) ** 2);
"""
"""`alike` is the share of the bits of two names that are in common words; `held` of the shorter one's; `numbers_part`
whether two have different numbers of a scheme, where one that has changed its symbol at the exchange is still the same.
"""

NO_TOWN = "(coalesce(town_l, postcode_l) IS NULL OR coalesce(town_r, postcode_r) IS NULL)"
"""That the place of one of the two is known by its position, county or state alone."""
KM = "km_apart(lat_l, lon_l, lat_r, lon_r)"
NUMBERS_PART = "numbers_part(numbers_l, numbers_r, list_intersect(schemes_l, schemes_r))"
ONE_ENTRY = "one_entry(sole_l, sole_r, numbers_l, numbers_r, schemes_l, schemes_r)"
"""That both bear a number that no source gives to two, so that their street numbers do not speak against them."""
NEAR = f"""CASE WHEN exact_l AND exact_r THEN {KM} <= 2
  WHEN exact_l THEN {KM} <= zip_km_l + 1 ELSE {KM} <= zip_km_r + 1 END"""
"""Near by position; an exact one and the centre of a postal code where no centre is much nearer."""
Level = tuple[str, str]
"""Name of the level, and the condition for it in SQL; the first that holds counts."""
FIELDS: dict[str, tuple[Level, ...]] = {
    "name": (
        ("same", "key_l = key_r"),
        ("one's other name", "list_contains(solid_l, solid_r[1]) OR list_contains(solid_r, solid_l[1])"),
        ("another name shared", "list_has_any(solid_l, solid_r)"),
        ("nearly the same words", "names_alike(names_l, names_r) >= 0.8"),
        ("cut short", "names_cut(solid_l, solid_r) = 1"),
        ("contained, rare", "names_held(names_l, names_r, 13) >= 0.99"),
        ("initials", "list_has_any(acronyms_l, acronyms_r)"),
        ("misspelt", "names_misspelt(solid_l, solid_r) >= 0.96"),
        ("contained, common", "names_held(names_l, names_r, 0) >= 0.99"),
        ("half the words", "names_alike(names_l, names_r) >= 0.5"),
        ("some words", "names_alike(names_l, names_r) >= 0.25"),
        ("other words", "ELSE"),
    ),
    "place": (
        (
            "unknown",
            "(coalesce(postcode_l, town_l, state_l) IS NULL AND lat_l IS NULL)"
            " OR (coalesce(postcode_r, town_r, state_r) IS NULL AND lat_r IS NULL)",
        ),
        ("other state", "state_l != state_r"),
        ("same premises", "premises_l = premises_r AND (postcode_l = postcode_r OR town_l = town_r)"),
        (
            "same postcode, other premises",
            f"postcode_l = postcode_r AND premises_l != premises_r AND NOT {ONE_ENTRY}",
        ),
        ("same postcode", "postcode_l = postcode_r"),
        ("same town, other premises", f"town_l = town_r AND premises_l != premises_r AND NOT {ONE_ENTRY}"),
        ("same town", "town_l = town_r"),
        ("same spot", f"{NO_TOWN} AND exact_l AND exact_r AND {KM} <= 1"),
        ("near, town unknown", f"{NO_TOWN} AND {NEAR}"),
        ("in reach, town unknown", f"{NO_TOWN} AND {KM} <= 40"),
        ("far, town unknown", f"{NO_TOWN} AND {KM} > 40"),
        ("near", f"NOT {NO_TOWN} AND {KM} <= 8"),
        ("in reach", f"NOT {NO_TOWN} AND {KM} <= 40"),
        ("same state, town unknown", "state_l = state_r AND (town_l IS NULL OR town_r IS NULL)"),
        ("other town", "ELSE"),
    ),
    "website": (
        ("unknown", "domain_l IS NULL OR domain_r IS NULL"),
        ("same", "domain_l = domain_r"),
        ("part of the other", "ends_with(domain_l, '.' || domain_r) OR ends_with(domain_r, '.' || domain_l)"),
        ("different", "ELSE"),
    ),
    "identifier": (
        (
            "unknown",
            f"NOT list_has_any(schemes_l, schemes_r) OR (list_has_any(numbers_l, numbers_r) AND {NUMBERS_PART})",
        ),
        ("same", "list_has_any(numbers_l, numbers_r)"),
        ("different", "ELSE"),
    ),
    "industry": (
        ("same", "list_has_any(industry_6_l, industry_6_r)"),
        ("same group", "list_has_any(industry_4_l, industry_4_r)"),
        ("same sector", "list_has_any(industry_2_l, industry_2_r)"),
        ("unknown", "NOT list_has_any(classes_l, classes_r)"),
        ("different", "ELSE"),
    ),
    "founded": (
        ("unknown", "founded_l IS NULL OR founded_r IS NULL"),
        ("same", "abs(founded_l - founded_r) <= 1"),
        ("close", "abs(founded_l - founded_r) <= 5"),
        ("different", "ELSE"),
    ),
}
"""A level called unknown says nothing either way."""
ELSEWHERE = frozenset({"other state", "far, town unknown", "near", "in reach", "other town"})
"""Levels of `place` at which two mentions are no one unit."""


def level_name(field: str, gamma: int) -> str:
    """The level that splink's number for it stands for: the last level is 0, unknown is -1.

    >>> level_name("website", 2), level_name("website", -1)
    ('same', 'unknown')
    """
    if gamma == -1:
        return "unknown"
    known = [name for name, _ in FIELDS[field] if name != "unknown"]
    return known[len(known) - 1 - gamma]


def settings(chances: dict[str, dict[str, list[float]]], prior: float) -> dict[str, Any]:
    """Splink's settings; `chances` gives for field and level how often it is met among the same and among others."""
    comparisons = []
    for field, levels in FIELDS.items():
        described: list[dict[str, Any]] = []
        for name, condition in levels:
            level: dict[str, Any] = {"sql_condition": condition, "label_for_charts": name}
            if name == "unknown":
                level["is_null_level"] = True
            elif name in chances.get(field, {}):
                level["m_probability"], level["u_probability"] = chances[field][name]
            if (field, name) == ("name", "same"):
                level |= {"tf_adjustment_column": "key", "disable_tf_exact_match_detection": True}
            if (field, name) == ("website", "same"):
                level |= {"tf_adjustment_column": "domain", "disable_tf_exact_match_detection": True}
            described.append(level)
        comparisons.append({"output_column_name": field, "comparison_levels": described})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": prior,
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": [],
        "comparisons": comparisons,
    }


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Gives the database the functions that the conditions call."""
    connection.execute(MACROS)
