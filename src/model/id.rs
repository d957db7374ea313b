//! Under which id is an article, a passage, a claim asked for?

use super::article::Record;
use super::digest;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An article's id: 64 bits of a hash of its root-relative path and record, printed as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u64);

/// The id of what can be shown: an article, or a passage or claim of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    pub article: ArticleId,
    pub part: Part,
}

/// Which part of an article; passages and claims are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Whole,
    Passage(u32),
    Claim(u32),
}

impl fmt::Display for ArticleId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

impl fmt::Display for Id {
    /// Writes `0123456789abcdef`, `0123456789abcdef.p4` or `0123456789abcdef.c2`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Whole => write!(out, "{}", self.article),
            Part::Passage(n) => write!(out, "{}.p{n}", self.article),
            Part::Claim(n) => write!(out, "{}.c{n}", self.article),
        }
    }
}

impl FromStr for Id {
    type Err = ();

    fn from_str(text: &str) -> Result<Id, ()> {
        let (article, part) = match text.split_once('.') {
            None => (text, Part::Whole),
            Some((article, part)) => {
                let number = part.get(1..).and_then(|digits| digits.parse().ok()).ok_or(())?;
                match part.as_bytes()[0] {
                    b'p' => (article, Part::Passage(number)),
                    b'c' => (article, Part::Claim(number)),
                    _ => return Err(()),
                }
            }
        };
        let well_formed = article.len() == 16 && article.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let number = u64::from_str_radix(article, 16).map_err(|_| ())?;
        well_formed.then_some(Id { article: ArticleId(number), part }).ok_or(())
    }
}

/// Makes an article's id: the first 64 bits of a hash of its root's label, path and record.
pub fn article_id(label: &str, path: &str, record: Option<&Record>) -> ArticleId {
    let which = match record {
        None => String::new(),
        Some(Record::Line { id: Some(id), .. }) => format!("id {id}"),
        Some(Record::Line { line, id: None }) => format!("line {line}"),
        Some(Record::Warc { offset, .. }) => format!("offset {offset}"),
    };
    ArticleId(digest::key(&[label.as_bytes(), path.as_bytes(), which.as_bytes()]))
}

/// Makes the id of an article whose record repeats the id of an earlier one in its file: by its line.
pub fn repeated_id(label: &str, path: &str, record: Option<&Record>) -> ArticleId {
    match record {
        Some(Record::Line { line, .. }) => article_id(label, path, Some(&Record::Line { line: *line, id: None })),
        other => article_id(label, path, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_is_printed() {
        for part in [Part::Whole, Part::Passage(0), Part::Claim(12)] {
            let id = Id { article: ArticleId(0xab), part };
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        for odd in ["", ".", "x", "00000000000000ab.", "00000000000000ab.q1", "+0000000000000ab", "00000000000000AB"] {
            assert_eq!(odd.parse::<Id>(), Err(()), "{odd}");
        }
    }
}
