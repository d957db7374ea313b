//! Which lines does a news site print around its stories, whatever the story is?

use super::phrases::{BEGINNINGS, CONSENT, CREDITS, LINES, LISTS};
use super::report::{is_told, reports};
use crate::model::why::Why;
use aho_corasick::packed::Searcher;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::{BTreeMap, HashSet};
use std::sync::{LazyLock, OnceLock};

/// Longest line that a beginning can stand for, in words: a longer one is a paragraph that happens to begin so.
const LINE_WORDS: usize = 45;

/// Words up to which a line's need be counted.
pub(super) const COUNTED_WORDS: usize = LINE_WORDS + 1;

/// Words of a whole line that is known, or of a count, at most.
const FEW_WORDS: usize = 6;

/// Tells whether a line is one that sites print around stories.
pub(super) fn is_furniture(line: &str) -> bool {
    furniture(line).is_some()
}

/// Gives the rule by which a line is one that sites print around stories; `None` where it is not.
pub(super) fn furniture(line: &str) -> Option<Why> {
    furniture_of(line, words(line, COUNTED_WORDS))
}

/// As [`furniture`], of a line whose words were counted up to [`COUNTED_WORDS`].
pub(super) fn furniture_of(line: &str, words: usize) -> Option<Why> {
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
        _ if words <= FEW_WORDS && is_counter(bare) || heads_comments(bare, &line) => Some(Why::Counter),
        _ if words <= LINK_WORDS && is_share_row(bare) => Some(Why::Links),
        _ if begins_known(&line, &line) || bare.len() < line.len() && !is_speech(&line) && begins_known(bare, &line) => {
            Some(Why::KnownBeginning)
        }
        _ if is_weather(&line) => Some(Why::Weather),
        _ if is_clock(&line) => Some(Why::Clock),
        _ if !is_telling(&line) => by_shape(&line),
        _ if has(&line, RIGHTS) && !is_told(&line) => Some(Why::Rights),
        _ if is_sign_up(&line) => Some(Why::Newsletter),
        _ if is_disclosure(&line) => Some(Why::Disclosure),
        _ if asks_consent(&line) => Some(Why::Consent),
        _ => by_shape(&line),
    }
}

/// Tells whether a paragraph longer than furniture mostly is asks its reader for consent: to cookies or the like.
pub(super) fn is_consent(text: &str) -> bool {
    words(text, COUNTED_WORDS) > LINE_WORDS && {
        let text = normal(text);
        is_telling(&text) && asks_consent(&text)
    }
}

/// Tells whether a line speaks to its reader, for the page, of two things that such notices speak of, and reports nothing.
fn asks_consent(line: &str) -> bool {
    let is_any = |wanted: &[&str]| line.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word));
    CONSENT.iter().filter(|phrase| line.contains(**phrase)).nth(1).is_some()
        && is_any(&["you", "your"])
        && is_any(&["we", "our", "us"])
        && !is_told(line)
}

/// Tells whether a line begins with a quotation mark.
pub(super) fn is_speech(line: &str) -> bool {
    line.starts_with(['"', '“', '«', '„', '‘', '\''])
}

/// Tells by what holds for lines of any length.
fn by_shape(line: &str) -> Option<Why> {
    match line {
        _ if is_advertisement(line) => Some(Why::Advertisement),
        _ if is_template(line) => Some(Why::Template),
        _ if is_links(line) => Some(Why::Links),
        _ => None,
    }
}

/// Tells whether a line is nothing but places that a script was to fill (`{{caption}} {{credits}}`), and no letters beside them.
fn is_template(line: &str) -> bool {
    if memchr::memchr(b'{', line.as_bytes()).is_none() || !line.contains("{{") {
        return false;
    }
    // "{{Blockquote|text=The mayor said that …}}" holds words of the story.
    const MOST_WORDS: usize = 4;
    let is_place = |inside: &str| inside.split_whitespace().count() <= MOST_WORDS;
    let beside = line.split("{{").enumerate().map(|(at, part)| match (at, part.split_once("}}")) {
        (0, _) => part,
        (_, behind) => behind.filter(|(inside, _)| is_place(inside)).map_or(part, |(_, behind)| behind),
    });
    !beside.flat_map(str::chars).any(char::is_alphanumeric)
}

fn is_advertisement(line: &str) -> bool {
    memchr::memchr(b'_', line.as_bytes()).is_some() && line.contains("spot_img")
}

/// The known lines, to be looked up: this is asked for every line of every text.
static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| LINES.iter().copied().collect());

/// Words that state rights in what stands on the page.
const RIGHTS: &[&str] = &[
    "all rights reserved",
    "subject to copyright",
    "may not be reproduced",
    "may not be published, broadcast",
    "copyright @",
    "is a trade name of",
    "reproduction without permission",
    "without written permission",
    "without the written permission",
    "without prior permission",
];

/// What is on offer, beside a word that asks for an address or an order.
const OFFERS: &[&str] = &[
    "your inbox",
    "our newsletter",
    "daily newsletter",
    "weekly newsletter",
    "free newsletter",
    "email newsletter",
    "newsletter here",
];

/// Words that ask for an address or an order by themselves.
const ORDERS: &[&str] = &[
    "was this email forwarded",
    "already a subscriber",
    "please subscribe",
    "subscribe to read",
    "successfully subscribed",
    "affiliate commission",
];

/// Words that ask for a letter, and for a word to others, in a line with at most so many words.
const LETTERS: (&[&str], usize) = (&["sign me up", "write to the desk", "write to us", "send us a tip"], 14);
const SHARES: (&[&str], usize) = (&["share it with", "share your thoughts"], 12);

/// From whom a page earns by its links.
const EARNERS: &[&str] = &["of our advertisers", "of our partners", "our affiliate", "affiliate links", "affiliate partners"];

/// Tells whether a line has one of the phrases above: this is asked for every line of every text, and few have one. Where the
/// processor looks at many bytes at once, that is done; else the line is walked once.
fn is_telling(line: &str) -> bool {
    let phrases = || [RIGHTS, OFFERS, ORDERS, LETTERS.0, SHARES.0, EARNERS, CONSENT].into_iter().flatten();
    static MANY_AT_ONCE: OnceLock<Option<Searcher>> = OnceLock::new();
    static WALK: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    if let Some(many) = MANY_AT_ONCE.get_or_init(|| Searcher::new(phrases())) {
        return many.find(line).is_some();
    }
    let walk = WALK.get_or_init(|| AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(phrases()).ok());
    walk.as_ref().is_none_or(|walk| walk.is_match(line))
}

fn has(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| line.contains(phrase))
}

/// Tells whether a line asks for an address or an order: an address to a reader, and what is on offer.
fn is_sign_up(line: &str) -> bool {
    let short = |(phrases, most): (&[&str], usize)| has(line, phrases) && words(line, most + 1) <= most;
    has(line, OFFERS) && has(line, &["sign up", "subscrib", "deliver", "get ", "join", "receive", "straight to"])
        || has(line, ORDERS)
        || short(LETTERS)
        || short(SHARES)
}

/// Tells whether a line owns up to what the page earns by its links.
fn is_disclosure(line: &str) -> bool {
    has(line, &["this post", "this article", "this page", "this story", "this site", "our site", "links on"])
        && has(line, EARNERS)
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
    begins(line.trim_start_matches(['(', '[', ' ']), CREDITS) && (!is_sentence(&line) || line.contains(':')) && !reports(&line)
}

/// Counts the words of a line, up to `most` of them: this is asked for every line of every text.
pub(super) fn words(line: &str, most: usize) -> usize {
    if !line.is_ascii() {
        return line.split_whitespace().take(most).count();
    }
    let bytes = line.as_bytes();
    let is_blank = |byte: u8| byte == b' ' || byte.wrapping_sub(b'\t') < 5;
    let begins = |(before, byte): (&u8, &u8)| u8::from(is_blank(*before) & !is_blank(*byte));
    let mut count = usize::from(bytes.first().is_some_and(|byte| !is_blank(*byte)));
    // Without a way out inside a stretch, the compiler looks at many bytes at once.
    for from in (0..bytes.len().saturating_sub(1)).step_by(STRETCH) {
        if count >= most {
            break;
        }
        let behind = &bytes[from + 1..(from + STRETCH + 1).min(bytes.len())];
        count += usize::from(bytes[from..].iter().zip(behind).map(begins).sum::<u8>());
    }
    count.min(most)
}

/// Bytes of which the words are counted at once; their count fits into a byte.
const STRETCH: usize = 128;

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

/// Tells whether a line begins as lines do that sites print around stories, and the whole is no sentence that reports something.
///
/// Two letters tell most lines apart: this is asked for every line of every text.
fn begins_known(line: &str, whole: &str) -> bool {
    static BY_START: LazyLock<BTreeMap<&[u8], Vec<&str>>> = LazyLock::new(|| {
        let mut by_start: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
        for start in BEGINNINGS {
            by_start.entry(&start.as_bytes()[..2]).or_default().push(start);
        }
        by_start
    });
    let list = line.as_bytes().get(..2).and_then(|start| BY_START.get(start));
    let start = list.and_then(|list| list.iter().find(|start| begins_with(line, start)));
    start.is_some_and(|start| is_label(start, line) && !OF_STORIES.contains(start) || !reports(whole))
}

/// Labels that stand before what a story itself tells, too: "Video: the mayor said on Monday that she would stay."
const OF_STORIES: &[&str] = &["gallery:", "share:", "video:"];

/// Tells whether a line begins with a label: with a mark in it or behind it, or with the next line run into it.
fn is_label(start: &str, line: &str) -> bool {
    let behind = &line[start.len()..];
    let is_word = |c: char| c.is_alphanumeric() || c == ' ';
    !start.starts_with(is_word)
        || !start.ends_with(is_word)
        || !start.ends_with(' ') && behind.starts_with(char::is_alphanumeric)
        || behind.trim_start().starts_with([':', '|', '-', '–', '—', '»', '>', ';'])
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
    // How long it takes to hear it is told so, too: `Listen · 5 min`.
    let line = line.strip_prefix("listen").map_or(line, |count| count.trim_start_matches(|c: char| !c.is_alphanumeric()));
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let rest: Vec<&str> = line.split_whitespace().skip(1).collect();
    !rest.is_empty() && rest.iter().all(|word| COUNTED.contains(word) || word.chars().all(|c| c.is_ascii_digit()))
}

/// Tells whether a line counts what readers wrote below the story, and names that: `2 thoughts on “Mayor resigns”`.
fn heads_comments(bare: &str, line: &str) -> bool {
    if !bare.starts_with(|c: char| c.is_ascii_digit()) || !line.ends_with(['"', '”', '»', '“']) {
        return false;
    }
    let mut words = bare.split_whitespace().skip(1);
    let mut is_next = |wanted: &[&str]| words.next().is_some_and(|word| wanted.contains(&word));
    is_next(&["comment", "comments", "thought", "thoughts", "response", "responses", "reply", "replies"])
        && is_next(&["on", "to"])
        && words.next().is_some_and(|word| word.starts_with(['"', '“', '«', '„']))
}

/// Words of a row of places to share a story at, at most.
const LINK_WORDS: usize = 12;

/// Tells whether a line names nothing but places to share a story at, two of them or more: `Facebook Twitter Email`.
fn is_share_row(line: &str) -> bool {
    #[rustfmt::skip] // several to a line: the list is read as a whole
    const PLACES: &[&str] = &[
        "bluesky",
        "email",
        "facebook",
        "flipboard",
        "instagram",
        "linkedin",
        "mail",
        "mastodon",
        "messenger",
        "pinterest",
        "print",
        "reddit",
        "sms",
        "telegram",
        "threads",
        "tumblr",
        "twitter",
        "whatsapp",
        "x",
        "xing",
    ];
    const BESIDE: &[&str] = &["copy", "link", "on", "or", "save", "share", "this", "to", "url", "via"];
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // Most lines are told by their first word.
    words().all(|word| PLACES.contains(&word) || BESIDE.contains(&word))
        && words().filter(|word| PLACES.contains(word)).nth(1).is_some()
}

/// Tells whether a line is a row of links or sections: several short parts between bars.
fn is_links(line: &str) -> bool {
    // Nearly no line has one; those beyond ASCII begin with C2 and E2.
    if !line.bytes().fold(false, |found, byte| found | matches!(byte, b'|' | b'>' | 0xC2 | 0xE2))
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
            "Additional reporting by Ada Brandt; editing by Li Wei",
            "Copyright 2031 The Linden Post. Reproduction without permission is prohibited.",
            "Terms of use",
            "The Linden Post is a trade name of Vale Press. Terms | Accessibility",
            "We and our 845 partners store and access personal data, like browsing data, on your device.",
            "You may withdraw your consent at any time, as our privacy notice says in detail.",
            "{{ article.caption }} {{credits}}",
            "Facebook Twitter Email",
            "Share on X, WhatsApp, LinkedIn or copy link",
            "Listen · 5 min",
            "2 thoughts on “Mayor opens bridge”",
            "With reporting by Ada Brandt in Vale.",
            "Wir verwenden Cookies, um unser Angebot zu verbessern.",
            "Every day our editors choose the best of the day. Sign up for the newsletter here.",
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
            "Follow us, the mayor told the crowd, and hundreds did so at once.",
            "“Follow us to the bridge!”",
            "Advertisement spending fell by 4 per cent last year, the trade body said.",
            "Reporting by whistleblowers rose by a third last year, the agency said.",
            "Get the latest jab, doctors told the elderly.",
            "Sign up for the army, the minister told pupils, and you will not regret it.",
            "All rights reserved to the crown were given up, the king said.",
            "Terms of the deal were not disclosed.",
            "Published in the Linden Journal, the study found no such thing.",
            "The tag {{name}} was printed on every ballot.",
            "Share prices of Facebook and Twitter fell.",
            "Email the mayor",
            "2 responses to “the letter” were found, police said.",
            "Listen to 5 residents",
            "If you have been affected by the flood, stay at home, the mayor told residents.",
            "“We keep your personal data on your device alone, as our privacy policy has it,” Brandt said.",
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
                && !is_credit("Getty Images said that it would sue: it wants its pictures back.")
        );
        assert!(
            opens_list("Related news") && opens_list("More from Ada Brandt") && !opens_list("Recent rain filled the dams.")
        );
    }
}
