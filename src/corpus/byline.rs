//! Who wrote the article, as byline lines and author fields say it?

/// Words that stand before names.
const BEFORE: &[&str] = &[
    "by ",
    "by: ",
    "written by ",
    "reported by ",
    "posted by ",
    "published by ",
    "author: ",
    "authors: ",
    "author ",
    "words by ",
    "story by ",
    "from ",
    "von ",
    "par ",
    "por ",
    "di ",
];

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
    let line = line.trim();
    let lower = line.to_lowercase();
    let start = BEFORE[..8].iter().find(|start| lower.starts_with(**start))?;
    if line.split_whitespace().count() > 20 || super::furniture::is_sentence(line) && line.split_whitespace().count() > 8 {
        return None;
    }
    // Lower case may differ in length; ASCII beginnings do not.
    people(line.get(start.len()..)?)
}

/// Gives the names of an author field, without what is no name.
pub(super) fn of_field(value: &str) -> Option<String> {
    let value = value.trim();
    let lower = value.to_lowercase();
    let start = BEFORE[..8].iter().find(|start| lower.starts_with(**start)).map_or(0, |start| start.len());
    let value = value.get(start..)?.trim();
    if value.is_empty() || value.starts_with("http") || value.starts_with('@') || value.contains("://") {
        return None;
    }
    people(value).or_else(|| (value.split_whitespace().count() <= NAME_WORDS && !value.contains('@')).then(|| value.to_owned()))
}

fn people(text: &str) -> Option<String> {
    let text = text.split(['|', '•', '·', '(', '\n', '/', '–', '—']).next()?;
    let text = text.split(" in ").next()?.replace(" and ", ", ").replace(" AND ", ", ").replace(" & ", ", ");
    let names: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| is_name(part)).collect();
    (!names.is_empty()).then(|| names.join(", "))
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
        assert_eq!(of_field("https://example.org/ada"), None);
    }
}
