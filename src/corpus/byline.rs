//! Who wrote the article, as byline lines and author fields say it?

use super::dates;

/// Words that stand before names.
const BEFORE: &[&str] = &[
    "written by",
    "reported by",
    "posted by",
    "published by",
    "post author",
    "posted on",
    "words by",
    "story by",
    "authors:",
    "author:",
    "author",
    "eingestellt von",
    "von:",
    "by:",
    "by",
    "von",
    "por",
    "par",
];

/// How many of them, from the front, stand before names in lines; the others only in fields.
const IN_LINES: &[&str] = &["by ", "by: ", "written by ", "reported by ", "posted by ", "words by ", "story by ", "author: "];

/// Words behind names: where and when, not who.
const BEHIND: &[&str] = &[" in ", " at ", " on ", " um ", " am ", " for ", " For ", " says", "\t", "  "];

/// Words of parts that name a desk or a role rather than a person.
const ROLES: &[&str] = &[
    "reporter",
    "correspondent",
    "editor",
    "writer",
    "staff",
    "desk",
    "agencies",
    "agency",
    "bureau",
    "team",
    "columnist",
    "contributor",
    "producer",
    "journalist",
    "chief",
    "news",
    "media",
    "online",
    "newsroom",
    "web",
    "http:",
    "https:",
    "updated",
    "published",
    "gmt",
    "min",
    "read",
];

/// Longest name, in words: "María de los Ángeles García López".
const NAME_WORDS: usize = 6;

/// Gives the names of a line such as `By Ada Brandt and Li Wei, Political Editor`; `None` where it is no byline.
pub(super) fn of_line(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches(['-', '–', '—', ' ']);
    if let Some(names) = barred(line).or_else(|| behind_date(line)) {
        return Some(names);
    }
    let start = IN_LINES.iter().find(|start| begins(line, start))?;
    let words = line.split_whitespace().count();
    if words > 20 || super::furniture::is_sentence(line) && words > 8 {
        return None;
    }
    // Behind a dash stands for whom they write.
    people(line[start.len()..].split(" - ").next().unwrap_or_default())
}

/// Gives the names of a short text in an element that says it holds the author.
pub(super) fn of_mark(text: &str) -> Option<String> {
    if dates::is_date_line(text) || super::furniture::is_furniture(text) {
        return None;
    }
    let bare = without_before(text);
    let end = BEHIND.iter().filter_map(|word| bare.find(word)).min().unwrap_or(bare.len());
    let account = || Some(bare[..end].trim()).filter(|name| !name.contains(' ') && name.chars().any(char::is_alphabetic));
    let is_word = BEFORE.iter().any(|word| bare.trim_matches([' ', ':']).eq_ignore_ascii_case(word));
    let names = of_line(text).or_else(|| people(bare));
    // A desk signs where it says so: `By Staff Writer`.
    let desk = || Some(bare[..end].trim()).filter(|name| bare.len() < text.trim().len() && is_desk(name));
    names.or_else(|| account().filter(|_| !is_word).or_else(desk).map(str::to_owned))
}

/// Cuts off the words that stand before names.
fn without_before(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(start) =
        BEFORE.iter().find(|start| begins(text, start) && !text[start.len()..].starts_with(char::is_alphanumeric))
    {
        text = text[start.len()..].trim_start_matches([' ', ':', '\t', '\u{a0}']);
    }
    text
}

/// Gives the names of `Ada Brandt | 3 March 2031`, and of `Towns | By Ada Brandt | 3 March 2031`.
fn barred(line: &str) -> Option<String> {
    let (start, end) = line.split_once('|')?;
    if line.len() <= 100 && line.split('|').any(|part| dates::is_date_line(part.trim())) {
        let behind =
            |part: &str| IN_LINES.iter().find(|start| begins(part, start)).and_then(|start| people(&part[start.len()..]));
        if let Some(names) = line.split('|').map(str::trim).find_map(behind) {
            return Some(names);
        }
    }
    (line.len() <= 100 && dates::is_date_line(end.trim()) && start.split_whitespace().count() >= 2)
        .then(|| people(start.trim()))
        .flatten()
}

/// Gives the names of `Posted on 3 March 2031 by Ada Brandt`.
fn behind_date(line: &str) -> Option<String> {
    const STARTS: &[&str] = &["posted", "published", "written", "submitted", "created", "updated", "erstellt", "gespeichert"];
    if line.len() > 120 || !STARTS.iter().any(|start| begins(line, start)) {
        return None;
    }
    let (at, mark) = [" by ", " von "].iter().find_map(|mark| Some((line.find(mark)?, mark)))?;
    let behind = &line[at + mark.len()..];
    let end = [" am ", " on ", " at ", " |", " - "].iter().filter_map(|word| behind.find(word)).min().unwrap_or(behind.len());
    let name = behind[..end].trim();
    people(name).or_else(|| (!name.is_empty() && !name.contains(' ') && dates::read(line).is_some()).then(|| name.to_owned()))
}

/// Gives the names of an author field, without what is no name.
pub(super) fn of_field(value: &str) -> Option<String> {
    let value = without_before(value);
    if value.is_empty() || value.starts_with(['@', '/']) || value.contains("://") || value.contains('*') {
        return None;
    }
    people(value).or_else(|| (value.split_whitespace().count() <= NAME_WORDS && !value.contains('@')).then(|| value.to_owned()))
}

fn begins(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn people(text: &str) -> Option<String> {
    let text = text.split(['|', '•', '·', '(', '\n', '/', '–', '—']).next()?.trim();
    let end = BEHIND.iter().filter_map(|word| text.find(word)).min().unwrap_or(text.len());
    let text = text[..end]
        .replace(" and ", ", ")
        .replace(" And ", ", ")
        .replace(" AND ", ", ")
        .replace(" & ", ", ")
        .replace(" und ", ", ");
    let mut names: Vec<&str> = Vec::new();
    for part in text.split([',', ';']).map(str::trim) {
        if is_name(part) && !names.contains(&part) && !is_letters(part) {
            names.push(part);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Tells whether words are a few with capitals: `Staff Writer`, `Linden Post Newsroom`.
fn is_desk(name: &str) -> bool {
    let words = || name.split_whitespace();
    (2..=NAME_WORDS).contains(&words().count()) && words().all(|word| word.starts_with(char::is_uppercase))
}

/// Tells whether a part is letters behind a name: an agency or a degree (`CNN`, `PhD`).
fn is_letters(part: &str) -> bool {
    !part.contains(' ') && (part.len() <= 5 && part.chars().filter(|c| c.is_uppercase()).count() >= 2)
}

/// Tells whether a part is the name of a person: words with capitals, no role, no number.
fn is_name(part: &str) -> bool {
    const SMALL: &[&str] = &[
        "de", "da", "di", "do", "dos", "del", "della", "la", "le", "van", "von", "der", "den", "ten", "ter", "bin", "bint",
        "ibn", "al", "el", "y", "e", "af", "av", "zu", "of", "du", "des", "los",
    ];
    let words: Vec<&str> = part.split_whitespace().collect();
    let capital =
        |word: &&str| word.starts_with(|c: char| c.is_uppercase() || !c.is_ascii() && c.is_alphabetic() && !c.is_lowercase());
    !words.is_empty()
        && words.len() <= NAME_WORDS
        && !part.chars().any(|c| c.is_ascii_digit() || c == '@' || c == ':')
        && words.iter().all(|word| capital(word) || SMALL.contains(word))
        && words.iter().any(capital)
        && !words.iter().any(|word| ROLES.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_left_of_a_byline_alone() {
        assert_eq!(of_line("By Ada Brandt").as_deref(), Some("Ada Brandt"));
        assert_eq!(of_line("By Ada Brandt and Li Wei, Political Editor | 3 March").as_deref(), Some("Ada Brandt, Li Wei"));
        assert_eq!(of_line("By Tuesday the rain had stopped."), None);
        assert_eq!(of_line("By the river"), None);
        assert_eq!(of_field("by Ada van der Berg").as_deref(), Some("Ada van der Berg"));
        assert_eq!(of_field("Post author By Ada Brandt, CNN").as_deref(), Some("Ada Brandt"));
        assert_eq!(of_field("Ada Brandt on January 20, 2031").as_deref(), Some("Ada Brandt"));
        assert_eq!(of_field("Published by"), None);
        assert_eq!(of_line("Posted on 3 March 2031 by Ada Brandt").as_deref(), Some("Ada Brandt"));
        assert_eq!(of_line("Towns | By Ada Brandt | 3 March 2031").as_deref(), Some("Ada Brandt"));
        assert_eq!(of_line("---- by Ada Brandt").as_deref(), Some("Ada Brandt"));
        assert_eq!(of_line("Posted by Ada Brandt and Li Wei - Water Desk").as_deref(), Some("Ada Brandt, Li Wei"));
        assert_eq!(of_field("Ada Brandt And Li Wei For The Linden Post").as_deref(), Some("Ada Brandt, Li Wei"));
        assert_eq!(of_mark("By Staff Writer").as_deref(), Some("Staff Writer"));
        assert_eq!(of_line("Ada Brandt | 3 March 2031").as_deref(), Some("Ada Brandt"));
        assert_eq!(of_mark("by ada on 3 March 2031").as_deref(), Some("ada"));
        assert_eq!(of_mark("von Ada Brandt").as_deref(), Some("Ada Brandt"));
        assert_eq!(of_mark("By"), None);
        assert_eq!(of_field("https://example.org/ada"), None);
    }
}
