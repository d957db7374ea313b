//! Which lines does a news site print around its stories, whatever the story is?

use super::phrases::{BEGINNINGS, CREDITS, LINES, LISTS};
use crate::model::why::Why;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

/// Longest line that a beginning can stand for, in words: a longer one is a paragraph that happens to begin so.
const LINE_WORDS: usize = 45;

/// Words of a whole line that is known, or of a count, at most.
const FEW_WORDS: usize = 6;

/// Tells whether a line is one that sites print around stories.
pub(super) fn is_furniture(line: &str) -> bool {
    furniture(line).is_some()
}

/// Gives the rule by which a line is one that sites print around stories; `None` where it is not.
pub(super) fn furniture(line: &str) -> Option<Why> {
    let words = words(line, LINE_WORDS + 1);
    if words == 0 || !line.chars().any(char::is_alphabetic) {
        return Some(Why::NoLetters);
    }
    if words > LINE_WORDS {
        return by_shape(line);
    }
    let line = normal(line);
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
    match bare {
        _ if words <= FEW_WORDS && KNOWN.contains(bare) => Some(Why::KnownLine),
        _ if words <= FEW_WORDS && is_counter(bare) => Some(Why::Counter),
        _ if begins_known(&line) || bare.len() < line.len() && begins_known(bare) => Some(Why::KnownBeginning),
        _ if is_weather(&line) => Some(Why::Weather),
        _ if is_clock(&line) => Some(Why::Clock),
        _ if !is_telling(&line) => by_shape(&line),
        _ if is_right(&line) => Some(Why::Rights),
        _ if is_sign_up(&line) => Some(Why::Newsletter),
        _ if is_disclosure(&line) => Some(Why::Disclosure),
        _ => by_shape(&line),
    }
}

/// Tells by what holds for lines of any length.
fn by_shape(line: &str) -> Option<Why> {
    match line {
        _ if is_advertisement(line) => Some(Why::Advertisement),
        _ if is_links(line) => Some(Why::Links),
        _ => None,
    }
}

fn is_advertisement(line: &str) -> bool {
    line.as_bytes().contains(&b'_') && line.contains("spot_img")
}

/// The known lines, to be looked up: this is asked for every line of every text.
static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| LINES.iter().copied().collect());

/// Tells whether a word begins as one does without which none of the phrases below is said; few lines have one.
fn is_telling(line: &str) -> bool {
    let bytes = line.as_bytes();
    let begins = |at: usize| bytes[at].is_ascii_alphabetic() && (at == 0 || !bytes[at - 1].is_ascii_alphabetic());
    let tells = |start: &[u8]| {
        matches!(
            start,
            b"adve"
                | b"affi"
                | b"broa"
                | b"copy"
                | b"inbo"
                | b"news"
                | b"part"
                | b"repr"
                | b"righ"
                | b"send"
                | b"shar"
                | b"sign"
                | b"subs"
                | b"trad"
                | b"writ"
        )
    };
    (0..bytes.len().saturating_sub(3)).any(|at| begins(at) && tells(&bytes[at..at + 4]))
}

/// Tells whether a line states rights in what stands on the page.
fn is_right(line: &str) -> bool {
    [
        "all rights reserved",
        "subject to copyright",
        "may not be reproduced",
        "may not be published, broadcast",
        "copyright @",
        "is a trade name of",
    ]
    .iter()
    .any(|words| line.contains(words))
}

/// Tells whether a line asks for an address or an order: an address to a reader, and what is on offer.
fn is_sign_up(line: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| line.contains(word));
    has(&["your inbox", "our newsletter", "daily newsletter", "weekly newsletter", "free newsletter", "email newsletter"])
        && has(&["sign up", "subscrib", "deliver", "get ", "join", "receive", "straight to"])
        || has(&[
            "already a subscriber",
            "please subscribe",
            "subscribe to read",
            "successfully subscribed",
            "affiliate commission",
        ])
        || has(&["sign me up", "write to the desk", "write to us", "send us a tip"]) && line.split_whitespace().count() <= 14
        || has(&["share it with", "share your thoughts"]) && line.split_whitespace().count() <= 12
}

/// Tells whether a line owns up to what the page earns by its links.
fn is_disclosure(line: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| line.contains(word));
    has(&["this post", "this article", "this page", "this story", "this site", "our site", "links on"])
        && has(&["of our advertisers", "of our partners", "our affiliate", "affiliate links", "affiliate partners"])
}

/// Words of a list's head at most: with more, the line is itself the one link (`Also read: Rain in May`).
const LIST_HEAD_WORDS: usize = 5;

/// Tells whether a line heads a list of other stories.
pub(super) fn opens_list(line: &str) -> bool {
    let inside = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    if !may_begin(inside, LISTS) || words(line, LIST_HEAD_WORDS + 1) > LIST_HEAD_WORDS {
        return false;
    }
    let line = normal(line);
    begins(line.trim_start_matches(|c: char| !c.is_alphanumeric()), LISTS) && !is_sentence(&line)
}

/// Words of a credit at most: agency, photographer, licence.
const CREDIT_WORDS: usize = 14;

/// Tells whether a line gives the credit of a picture.
pub(super) fn is_credit(line: &str) -> bool {
    let inside = line.trim_start().trim_start_matches(['(', '[', ' ']);
    if !may_begin(inside, CREDITS) || words(line, CREDIT_WORDS + 1) > CREDIT_WORDS {
        return false;
    }
    let line = normal(line);
    begins(line.trim_start_matches(['(', '[', ' ']), CREDITS) && (!is_sentence(&line) || line.contains(':'))
}

/// Counts the words of a line, up to `most` of them: this is asked for every line of every text.
pub(super) fn words(line: &str, most: usize) -> usize {
    let (mut at, mut count, mut is_inside) = (0, 0, false);
    while let Some(byte) = line.as_bytes().get(at) {
        let (is_blank, len) = match byte {
            byte if byte.is_ascii() => (matches!(byte, b' ' | b'\t'..=b'\r'), 1),
            _ => line[at..].chars().next().map_or((true, 1), |c| (c.is_whitespace(), c.len_utf8())),
        };
        if !is_blank && !is_inside {
            if count == most {
                break;
            }
            count += 1;
        }
        (is_inside, at) = (!is_blank, at + len);
    }
    count
}

/// Tells whether a line ends as a sentence does, with marks behind it allowed.
pub(super) fn is_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]".contains(c));
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔']) && !bare.ends_with("...")
        || bare.ends_with("...") && bare.split_whitespace().count() > 12
}

/// Bytes of a temperature at most, blanks around it included.
const WEATHER_BYTES: usize = 60;

/// Tells whether a line is a temperature, as weather boxes print it.
pub(super) fn is_weather(line: &str) -> bool {
    if line.len() > WEATHER_BYTES {
        return false;
    }
    let line = line.trim();
    if !line.starts_with(|c: char| c.is_ascii_digit() || "-−+.,".contains(c)) {
        return false;
    }
    let line = line.to_lowercase();
    let rest =
        line.trim_start_matches(['-', '−', '+']).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let unit: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    rest.len() < line.len() && matches!(unit.as_str(), "c" | "f" | "°" | "°c" | "°f" | "º" | "ºc" | "ºf" | "℃" | "℉")
}

fn normal(line: &str) -> String {
    let line = line.trim();
    if line.is_ascii() { line.to_ascii_lowercase() } else { line.to_lowercase().replace('’', "'") }
}

/// Tells by its first letter whether a line, in any case, may begin as one of a list; most lines do not.
fn may_begin(line: &str, list: &[&str]) -> bool {
    let first = line.as_bytes().first().map(u8::to_ascii_lowercase);
    first.is_some_and(|first| !first.is_ascii() || list.iter().any(|start| start.as_bytes()[0] == first))
}

fn begins(line: &str, list: &[&str]) -> bool {
    list.iter().any(|start| begins_with(line, start))
}

/// As `begins`, with the known beginnings: this is asked for every line of every text, and two letters tell most apart.
fn begins_known(line: &str) -> bool {
    static BY_START: LazyLock<BTreeMap<&[u8], Vec<&str>>> = LazyLock::new(|| {
        let mut by_start: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
        for start in BEGINNINGS {
            by_start.entry(&start.as_bytes()[..2]).or_default().push(start);
        }
        by_start
    });
    let list = line.as_bytes().get(..2).and_then(|start| BY_START.get(start));
    list.is_some_and(|list| begins(line, list))
}

/// A beginning that ends in a letter must end a word too, unless the next line was run into it ("Related newsMinister").
fn begins_with(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| {
        !start.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_lowercase) || start.contains(' ')
    })
}

fn is_clock(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    line.len() <= 20
        && line.contains(':')
        && line.starts_with(|c: char| c.is_ascii_digit())
        && words.all(|word| matches!(word, "a" | "m" | "p" | "am" | "pm" | "gmt" | "utc" | "est" | "et" | "bst" | "cet"))
}

/// Tells whether a line counts something: `12 comments`, `3 min read`, `1.2k shares`, `5 hours ago`.
fn is_counter(line: &str) -> bool {
    const COUNTED: &[&str] = &[
        "comments",
        "comment",
        "shares",
        "share",
        "views",
        "view",
        "likes",
        "like",
        "min",
        "mins",
        "minute",
        "minutes",
        "hours",
        "hour",
        "days",
        "day",
        "weeks",
        "photos",
        "images",
        "videos",
        "reads",
        "read",
        "ago",
        "of",
        "k",
        "votes",
        "tweets",
        "followers",
    ];
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let rest: Vec<&str> = line.split_whitespace().skip(1).collect();
    !rest.is_empty() && rest.iter().all(|word| COUNTED.contains(word) || word.chars().all(|c| c.is_ascii_digit()))
}

/// Tells whether a line is a row of links or sections: several short parts between bars.
fn is_links(line: &str) -> bool {
    // Nearly no line has one; those beyond ASCII begin with C2 and E2.
    if !line.bytes().any(|byte| matches!(byte, b'|' | b'>' | 0xC2 | 0xE2))
        || !["|", "•", "·", "»", "›", " > "].iter().any(|mark| line.contains(mark))
    {
        return false;
    }
    let parts: Vec<&str> = line.split(['|', '•', '·', '»', '›']).collect();
    let path = line.contains(" > ") || line.contains(" » ");
    path && line.split_whitespace().count() <= 12 && !is_sentence(line)
        || parts.len() >= 3 && parts.iter().all(|part| part.split_whitespace().count() <= 4) && !is_sentence(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_stories_are_told_from_the_story() {
        for line in [
            "20 C",
            "18.5 °F",
            "Latest news",
            "- Advertisement -spot_img",
            "Related newsMayor opens bridge",
            "Getting your Trinity Audio player ready...",
            "READ MORE: Rain in May",
            "12 comments",
            "3 min read",
            "Home | World | Sport",
            "* * *",
            "10:15 am GMT",
            "Image credit: Unsplash",
            "Sign up for our newsletter and never miss a story.",
            "The best of Linden, straight to your inbox: subscribe in a minute.",
            "This document is subject to copyright and may not be reproduced.",
            "News > Town",
            "(Reporting by Ada Brandt; editing by Li Wei)",
            "This post may contain affiliate links, for which we are paid.",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "“No,” she said.",
            "The advertisement was withdrawn, the court heard.",
            "Share prices fell on Tuesday.",
            "Related parties must disclose loans, the court said.",
            "Other incidents",
            "Videos of the flood spread quickly.",
            "20 Cabinet members resigned",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn no_phrase_is_said_without_a_telling_word() {
        for phrase in [
            "all rights reserved",
            "subject to copyright",
            "may not be reproduced",
            "may not be published, broadcast",
            "is a trade name of",
            "your inbox",
            "our newsletter",
            "already a subscriber",
            "please subscribe",
            "affiliate commission",
            "sign me up",
            "write to the desk",
            "write to us",
            "send us a tip",
            "share it with",
            "share your thoughts",
            "of our advertisers",
            "of our partners",
            "“affiliate links",
        ] {
            assert!(is_telling(phrase), "{phrase}");
        }
        assert!(!is_telling("the mayor resigned, she said") && !is_telling("") && !is_telling("new"));
    }

    #[test]
    fn words_are_counted_as_they_are_parted() {
        for text in ["", " ", "one", " one\u{a0}two\u{3000}three\n“four” ", "a\u{b}b\u{85}c\u{200b}d 語", "\u{1c}a"] {
            let all = text.split_whitespace().count();
            assert_eq!((words(text, 100), words(text, 2)), (all, all.min(2)), "{text:?}");
        }
    }

    #[test]
    fn credits_and_lists_are_told() {
        assert!(
            is_credit("Image credit: Unsplash")
                && is_credit("Photo by Ada Brandt")
                && !is_credit("The credit: who pays for it?.")
        );
        assert!(
            opens_list("Related news") && opens_list("More from Ada Brandt") && !opens_list("Recent rain filled the dams.")
        );
    }
}
