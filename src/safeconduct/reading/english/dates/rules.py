"""The ordered rules: which pattern is read how.

May import: this room.
"""

from __future__ import annotations

import re

from safeconduct.reading.english.dates.offsets import (
    _after_event,
    _ago,
    _deictic,
    _last_unit,
    _later,
    _length,
    _next,
    _next_day_event,
    _next_month,
    _of_month,
    _part_of_year,
    _that_year,
    _this_year,
    _weekday,
)
from safeconduct.reading.english.dates.patterns import (
    _AMOUNT,
    _AT_STRICT,
    _COMMA,
    _DAY,
    _DECADES,
    _FEASTS,
    _MONTH,
    _OF,
    _ORDINAL,
    _PART,
    _SEP,
    _SMALL_MONTH,
    _TIME,
    _WEEKDAY,
    _YEAR,
    _YEAR_TOLD,
    _more,
)
from safeconduct.reading.english.dates.readers import (
    _day_alone,
    _decade,
    _dotted,
    _feast,
    _full,
    _iso_date,
    _listed_day,
    _month_year,
    _months,
    _none,
    _range_days,
    _range_days_us,
    _season,
    _share,
    _week_of,
    _year,
    _years,
)
from safeconduct.reading.english.dates.rule import Rule, rule

_RULES: tuple[Rule, ...] = (
    # what looks like a date and is none
    rule(
        r"\b(?:aged?\s+(?:of\s+)?\d{1,3}|\d{1,3}[\s-]years?[\s-]olds?|\w+[\s-]years?[\s-]old\b)",
        _none,
    ),
    rule(r"(?:\bno\.?\s*|№\s*|#)\d[\d/\-.]*", _none),
    rule(r"\b[Oo]ne (?:day|night|morning)\b", _none),
    rule(r"\bin (?:his|her|their|my) (?:early |late |mid-?)?(?:teens|\w+ties|\d0s)\b", _none),
    rule(r"\b(?:Screen Shot|IMG_)\S*[^\n]*", _none),
    # ranges of days
    rule(
        rf"\b(?:(?:from|between)\s+)?(?P<day>{_DAY})(?:\s+(?P<month>{_MONTH}))?(?:{_COMMA}\s+(?P<year1>{_YEAR}))?{_SEP}(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})\b\.?(?:{_COMMA}\s+(?P<year>{_YEAR}))?",
        _range_days,
    ),
    rule(
        rf"\b(?:(?:from|between)\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b{_SEP}(?:(?P<month2>{_MONTH})\s+)?(?P<day2>{_DAY})\b(?:{_COMMA}\s+(?P<year>{_YEAR}))?",
        _range_days_us,
    ),
    rule(
        rf"\bbetween\s+(?P<day>{_DAY})(?:\s+(?P<month>{_MONTH}))?(?:{_COMMA}\s+(?P<year1>{_YEAR}))?\s+and\s+(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})\b\.?(?:{_COMMA}\s+(?P<year>{_YEAR}))?",
        _range_days,
    ),
    rule(
        rf"\bbetween\s+(?P<month>{_MONTH})(?:\s+(?P<year1>{_YEAR}))?\s+and\s+(?P<month2>{_MONTH})\s+(?P<year>{_YEAR})",
        _months,
        0,
    ),
    # days that share a month: "on 5, 11 and 20 September 2016"
    rule(
        rf"(?<![\d./:§№-])\b(?P<day>(?:[12]?\d|3[01])(?:st|nd|rd|th)?)(?=(?:\s*,\s*{_DAY})*\s*,?\s*(?:and|&)\s+(?:on\s+)?{_DAY}(?:\s+of)?\s+(?P<month>(?-i:{_MONTH}))\b(?:{_COMMA}\s+(?P<year>{_YEAR}))?)",
        _listed_day,
    ),
    rule(
        rf"\b(?P<month>(?-i:{_MONTH}))\s+(?P<day>{_DAY})(?=\s*(?:,\s*{_DAY})*\s*,?\s*(?:and|&)\s+{_DAY}{_COMMA}\s+(?P<year>{_YEAR}))",
        _full,
    ),
    # told with the year of the document, or of the story
    rule(
        rf"\b(?P<day>{_DAY}|the\s+{_ORDINAL}){_OF}\s+(?P<month>{_MONTH}),?\s+{_YEAR_TOLD}",
        _this_year,
    ),
    rule(
        rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY}),?\s+{_YEAR_TOLD}",
        _this_year,
        0,
    ),
    rule(rf"\b{_PART}?(?P<month>(?-i:{_MONTH})),?\s+{_YEAR_TOLD}", _this_year),
    rule(
        rf"\b(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter),?\s+{_YEAR_TOLD}", _this_year
    ),
    rule(rf"\b{_PART}(?:this|last|past)\s+year\b", _part_of_year),
    rule(
        rf"\bthe\s+(?P<day>{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)?)\s+of\s+(?P<which>this|last)\s+month\b",
        _of_month,
    ),
    rule(rf"\b(?P<month>(?-i:{_MONTH}))\s+(?:of\s+)?the\s+year\s+before\b", _none),
    rule(
        rf"\b(?:(?P<day>{_DAY}|the\s+{_ORDINAL}){_OF}\s+)?(?P<month>(?-i:{_MONTH}))(?:\s+of)?\s+(?:that(?:\s+same)?|the\s+same)\s+year\b",
        _that_year,
    ),
    rule(
        rf"\b(?:the\s+)?(?P<which>that|following|next|previous|preceding)\s+(?P<month>(?-i:{_MONTH}))\b(?!\s*\d)",
        _next_month,
    ),
    rule(
        r"\bthe\s+(?P<which>following|next|previous|preceding)\s+(?P<season>spring|summer|autumn|winter)\b(?!\s*\d)",
        _next_month,
    ),
    rule(
        rf"\b(?:the\s+)?(?P<which>first|second)\s+half\s+of\s+(?P<year>{_YEAR})\b",
        _share,
    ),
    rule(
        rf"\b(?:the\s+)?(?P<which>first|second|third|fourth)[\s-]quarter\b(?!\s+of\s+(?:a|the)\s+century)(?:(?:\s+of|{_COMMA})\s+(?P<year>{_YEAR}))?",
        _share,
    ),
    rule(rf"\bQ(?P<which>[1-4])\b(?:(?:\s+of|{_COMMA})\s+(?P<year>{_YEAR}))?", _share, 0),
    rule(
        rf"\b(?:the\s+)?(?P<which>first|second|third|last)\s+week\s+of\s+(?P<month>{_MONTH})\b(?:{_COMMA}\s+(?P<year>{_YEAR}))?",
        _week_of,
    ),
    # whole dates
    rule(rf"\b(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T\s]{_TIME})?(?!\d)", _iso_date),
    rule(
        r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)(?![\d.]*\d)(?:\s?г\.?)?",
        _dotted,
    ),
    rule(
        rf"\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?P<day>{_DAY}){_OF}\s+(?P<month>{_MONTH})(?![a-z])(?:{_COMMA}\s+(?P<year>{_YEAR}))?{_AT_STRICT}",
        _full,
    ),
    rule(
        rf"\b(?:{_WEEKDAY},?\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?!\d|[ ]?(?:%|people|men|years))\b(?:{_COMMA}\s+(?P<year>{_YEAR}))?{_AT_STRICT}",
        _full,
        0,
    ),
    rule(
        rf"\b(?:{_WEEKDAY},?\s+)?the\s+(?P<day>{_ORDINAL})\s+of\s+(?P<month>{_MONTH})\b(?:{_COMMA}\s+(?P<year>{_YEAR}))?",
        _full,
    ),
    rule(
        rf"\b(?P<month>(?-i:{_MONTH}))\s+the\s+(?P<day>{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))\b(?:{_COMMA}\s+(?P<year>{_YEAR}))?",
        _full,
    ),
    rule(
        rf"\bon\s+the\s+(?P<day>(?:[12]?\d|3[01])(?:st|nd|rd|th)|{_ORDINAL})\b"
        r"(?=\s*(?:[,.;:)–—]|$)|\s+(?:he|she|they|I|we|it|his|her|their|the|a|an|in|at|by|and|when|after|before|because|without)\b|\s+(?-i:[A-Z]))",
        _day_alone,
    ),
    rule(rf"\bbetween\s+(?P<year>{_YEAR})\s+and\s+(?P<year2>{_YEAR})\b", _years),
    # months and years
    rule(
        rf"\b(?:(?:from|between)\s+)?(?P<month>{_MONTH})(?:\s+(?P<year1>{_YEAR}))?{_SEP}(?P<month2>{_MONTH})\s+(?P<year>{_YEAR})",
        _months,
        0,
    ),
    rule(
        rf"\b(?P<part>(?:the\s+)?(?:very\s+)?(?:early|mid|late|(?:beginning|start|middle|end|first half|second half)\s+of)[\s-]+)?(?P<month>{_MONTH}){_OF},?\s+(?P<year>{_YEAR})\b",
        _month_year,
        0,
    ),
    rule(
        rf"\b(?P<part>(?:the\s+)?(?:very\s+)?(?:early|mid|late|(?:beginning|start|middle|end)\s+of)[\s-]+)(?P<month>{_MONTH})\b",
        _month_year,
        0,
    ),
    rule(
        rf"\b(?:in|since|until|till|by|during|from|of|throughout|before|after|every)\s+(?P<month>(?-i:{_MONTH}|{_SMALL_MONTH}))\b(?!\s*\d)",
        _month_year,
    ),
    rule(
        rf"\b(?P<month>{_SMALL_MONTH}|(?<=in )(?:may|march)|(?<=since )(?:may|march)|(?<=until )(?:may|march)){_OF}\s+(?P<year>{_YEAR})\b",
        _month_year,
        0,
    ),
    rule(
        r"\b(?:in|since|until|till)\s+(?P<month>may|march)\b(?!\s*\d|\s+(?:have|be|not|of|against|for)\b)",
        _month_year,
    ),
    rule(
        rf"\b(?:(?P<the>the)\s+)?(?P<season>spring|summer|autumn|winter|fall){_OF}\s+(?P<year>{_YEAR})\b",
        _season,
    ),
    rule(
        r"\b(?:in|during|that)\s+(?:the\s+)?(?P<season>spring|summer|autumn|winter)\b",
        _season,
    ),
    rule(
        rf"\b(?P<feast>{'|'.join(re.escape(f) for f in sorted(_FEASTS, key=len, reverse=True))})(?:[ ,]+(?:of |in )?(?P<year>{_YEAR}))?(?=\W|$)",
        _feast,
    ),
    rule(
        rf"\b(?:(?P<part>(?:the\s+)?(?:early|mid|late)[\s-]+)|the\s+)?(?P<decade>(?:19|20)\d0['’]?s|(?:(?<=the )|(?<=early )|(?<=late )|(?<=mid-))(?:['’]?[3-9]0s|{'|'.join(_DECADES)}))\b",
        _decade,
    ),
    rule(
        rf"\b(?:(?:from|between|in)\s+)?(?P<year>{_YEAR})(?:\s*(?:-|–|—|/)\s*|\s+(?:to|until)\s+)(?P<year2>{_YEAR}|\d\d)\b",
        _years,
    ),
    rule(
        rf"\b(?P<part>(?:the\s+)?(?:early|mid|late|(?:beginning|start|middle|end)\s+of)[\s-]+)(?P<year>{_YEAR})\b",
        _year,
    ),
    rule(rf"(?<=\()(?P<year>{_YEAR})(?=\))", _year),
    rule(
        rf"(?<![\d./§№-])\b(?P<year>{_YEAR})\b(?![\d/]|\.\d|-\d|\s+(?:people|Convention|UN|cases|roubles|rubles|dollars|men|copies))",
        _year,
    ),
    # offsets
    rule(
        r"\b(?:the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|evening)|earlier this month)\b",
        _deictic,
    ),
    rule(rf"\b{_AMOUNT}\s+ago\b", _ago),
    rule(
        rf"\b(?<!for ){_AMOUNT}\s+(?P<side>after|before|prior to|following)\s+(?!which\b|that\s*[,.;])(?=\w)",
        _after_event,
    ),
    rule(
        rf"\b(?<!for ){_AMOUNT}\s+(?:later|earlier|before|previously|afterwards|after that|after|before that|on(?=[,.;]))\b(?!\s+(?:bail|suspicion|remand|charges))",
        _later,
    ),
    rule(rf"\b(?:after|within|in)\s+{_AMOUNT}\b(?=[,.;]|\s+(?:he|she|they|I|we|the)\b)", _later),
    rule(
        r"\b(?:on\s+)?the\s+(?:very\s+)?(?:next\s+|same\s+)?(?P<unit>day|morning|night|week|month|year)\s+(?P<side>after|before|of)\s+(?=(?:his|her|their|the|my|our|being|he|she|they|I|[A-Z]))",
        _next_day_event,
    ),
    rule(
        r"\b(?:on\s+|in\s+|during\s+)?(?:the\s+)?(?P<which>next|following|same|that same|that very|previous|preceding)\s+(?P<unit>day|morning|evening|afternoon|night|week|month|year)\b",
        _next,
    ),
    rule(
        r"\b(?P<which>that)\s+(?P<unit>day|morning|evening|afternoon|night|week|month|year)\b",
        _next,
    ),
    rule(
        rf"\b(?P<which>last|this|next|past)\s+(?P<unit>week|month|year|{_WEEKDAY}|(?-i:{_MONTH})|spring|summer|autumn|winter)\b",
        _last_unit,
    ),
    # lengths
    rule(rf"\b(?:the\s+)?(?:past|last|next|coming)\s+{_AMOUNT}\b", _length),
    rule(rf"\b{_AMOUNT}{_more(1)}{_more(2)}?", _length),
    rule(rf"\b{_AMOUNT}(?!\w)", _length),
    rule(
        r"(?<=on )(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:\s+(?:morning|evening|night|afternoon))?\b",
        _weekday,
        0,
    ),
    rule(
        rf"\b(?:(?:[Ee]arly|[Ll]ate)\s+(?:on\s+)?)?(?P<weekday>{_WEEKDAY})(?:\s+(?:morning|evening|night|afternoon))?\b",
        _weekday,
        0,
    ),
)
