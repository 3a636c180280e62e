"""Make the project's fonts: subsets of Source Sans 3 and Source Serif 4 under names of their own.

    npm pack source-sans@3.52.0 source-serif@4.5.1     # and unpack both, each into a folder of its own
    python make.py SOURCE_SANS/package SOURCE_SERIF/package

The licence reserves the name "Source" for the unmodified fonts, hence the new family names. They also make sure that
a page or a chart is set in these very files, and never in another version that a reader's system happens to hold.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

FAMILIES = {"SourceSans3": "Remesas Sans", "SourceSerif4": "Remesas Serif"}
FORMATS = {"Remesas Sans": (None, "woff2"), "Remesas Serif": ("woff2",)}  # None is TTF: charts read nothing else
STYLES = {"Regular": "Regular", "It": "Italic", "Semibold": "SemiBold"}
FACES = [
    ("SourceSans3", "Regular"),
    ("SourceSans3", "It"),
    ("SourceSans3", "Semibold"),
    ("SourceSerif4", "Regular"),
    ("SourceSerif4", "It"),
    ("SourceSerif4", "Semibold"),
]
# Latin, Latin-1, Latin Extended-A; spacing accents and combining marks; punctuation and spaces; superior and inferior
# figures; currency; letterlike signs and fractions; arrows; mathematics; shapes and ticks
UNICODES = (
    "0020-007E,00A0-017F,0192,0218-021B,02C6,02C7,02D8-02DD,0300-0304,0306-0308,030A-030C,0326-0328,0394,03A3,03BC,03C0,"
    "2002-200A,2010-2015,2018-201E,2020-2022,2026,202F,2030,2032,2033,2039,203A,2044,205F,2070,2074-208E,"
    "20AC,20B1,2116,2117,2122,2126,2150-215E,2190-2199,2202,2206,2211,2212,2215,221A,221E,2248,2260,2264,2265,"
    "25A0,25A1,25B2,25B3,25B6,25BC,25BD,25C6,25CA,25CB,25CF,2713,2717"
)
NOTICES = (0, 5, 7, 8, 9, 11, 12, 13, 14)  # names that stay: copyright, version, trademark, makers, licence
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "case"]
FEATURES += ["tnum", "lnum", "pnum", "onum", "zero", "frac", "numr", "dnom", "sups", "subs", "sinf", "ordn"]


def rename(font: TTFont, family: str, style: str) -> None:
    """Name `font` anew; the notices of copyright, trademark and licence stay as they are."""
    table = font["name"]
    full, postscript = f"{family} {style}", f"{family}-{style}".replace(" ", "")
    names = {1: family, 2: style, 3: f"{full}; subset of {table.getDebugName(4)}", 4: full, 6: postscript}
    if style == "SemiBold":  # not one of the four styles that older programs know
        names |= {1: full, 2: "Regular", 16: family, 17: style}
    table.names = [record for record in table.names if record.nameID in NOTICES]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)


def subset(source: Path, family: str, style: str, target: Path) -> list[Path]:
    """Write the subset of one face below `target`, as WOFF2, and as TTF where charts use the family."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"], glyph_names=False)
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(UNICODES))
    subsetter.subset(font)
    rename(font, family, style)
    written = []
    for flavor in FORMATS[family]:
        font.flavor = flavor
        path = target / f"{family.replace(' ', '')}-{style.replace(' ', '')}.{flavor or 'ttf'}"
        font.save(path)
        written.append(path)
    return written


def main(packages: list[str]) -> None:
    """Find each face in the unpacked packages and subset it beside this file."""
    for stem, style in FACES:
        (source,) = (path for package in packages for path in Path(package).glob(f"TTF/{stem}-{style}.ttf"))
        for path in subset(source, FAMILIES[stem], STYLES[style], Path(__file__).parent):
            print(f"{path.stat().st_size:7d} {path.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
