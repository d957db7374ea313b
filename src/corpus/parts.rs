//! How is a large file of JSON lines read without holding all of it?

use super::jsonl::Lines;
use super::kind::begins_json_lines;
use super::limits::{Caps, KIND_PRESCAN};
use super::rules::Rules;
use super::walk::{Entry, cause, open, too_large};
use crate::model::answer::Skipped;
use crate::model::article::Article;
use crate::model::digest::Running;
use std::fs::File;
use std::io::{Read, Seek};

/// Bytes that are read at once, and a file is large beyond: some thousand articles, and a few dozen MB with all that is made of
/// them.
const PART: usize = 16 << 20;

/// A large file of JSON lines that is read part by part, as [`super::read`] reads it at once.
#[derive(Debug)]
pub struct Parts {
    file: File,
    path: String,
    part: usize,
    caps: Caps,
    /// Bytes that are not read as articles yet; the rest of the file follows them.
    held: Vec<u8>,
    has_ended: bool,
    /// The number of the first line in `held`.
    line: u64,
    size: u64,
    running: Running,
}

impl Parts {
    /// Opens a file; `None` where it is small enough to be read at once, or cannot be read in parts.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn open(entry: &Entry, caps: &Caps) -> Result<Option<Parts>, Skipped> {
        Parts::open_within(entry, PART, caps)
    }

    fn open_within(entry: &Entry, part: usize, caps: &Caps) -> Result<Option<Parts>, Skipped> {
        let (mut file, size) = open(entry)?;
        if size <= part as u64 || size > caps.file_bytes {
            return Ok(None);
        }
        // Most large files are of another kind, and are not to be read twice to see that.
        let broken = |error| Skipped::file(&entry.path, cause(&error));
        let mut head = Vec::new();
        file.by_ref().take(KIND_PRESCAN as u64).read_to_end(&mut head).map_err(broken)?;
        if !may_be_json(&head) {
            return Ok(None);
        }
        file.rewind().map_err(broken)?;
        let (held, running) = (Vec::new(), Running::default());
        let mut parts =
            Parts { file, path: entry.path.clone(), part, caps: *caps, held, has_ended: false, line: 1, size: 0, running };
        parts.fill()?;
        Ok(begins_json_lines(&parts.held, &entry.path).then_some(parts))
    }

    /// Hands over the articles of the next part; gives whether there are more.
    ///
    /// # Errors
    /// Where the file cannot be read any more.
    pub fn read(&mut self, rules: &Rules, take: &mut dyn FnMut(Result<Article, Skipped>)) -> Result<bool, Skipped> {
        let end = match self.held.iter().rposition(|byte| *byte == b'\n') {
            Some(at) if !self.has_ended => at + 1,
            _ => self.held.len(),
        };
        let lines = Lines { first: self.line, path: &self.path, rules, plain: true, caps: &self.caps };
        let is_within = lines.read(&self.held[..end], take);
        self.line += self.held[..end].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.held.drain(..end);
        if self.has_ended || !is_within {
            return Ok(false);
        }
        self.fill()?;
        Ok(true)
    }

    /// Reads what is left, without looking at it, and gives the digest of all of the file.
    ///
    /// # Errors
    /// Where the file cannot be read any more.
    pub fn digest(mut self) -> Result<String, Skipped> {
        while !self.has_ended {
            self.held.clear();
            self.fill()?;
        }
        Ok(self.running.printed())
    }

    /// Reads on, to the end of a line at least.
    fn fill(&mut self) -> Result<(), Skipped> {
        loop {
            let before = self.held.len();
            let read = self.file.by_ref().take(self.part as u64).read_to_end(&mut self.held);
            read.map_err(|error| Skipped::file(&self.path, cause(&error)))?;
            let fresh = &self.held[before..];
            self.running.update(fresh);
            self.size += fresh.len() as u64;
            if self.size > self.caps.file_bytes {
                return Err(Skipped::file(&self.path, too_large(self.caps.file_bytes)));
            }
            self.has_ended = fresh.len() < self.part;
            if self.has_ended || fresh.contains(&b'\n') {
                return Ok(());
            }
        }
    }
}

/// Tells whether a file begins with an object, or with blanks alone as far as it was looked at.
fn may_be_json(head: &[u8]) -> bool {
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    bare.first().is_none_or(|first| *first == b'{')
}

#[cfg(test)]
mod tests {
    use super::super::{read, read_file};
    use super::*;

    fn entry(text: &str) -> (tempfile::TempDir, Entry) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.jsonl");
        std::fs::write(&file, text).unwrap();
        (folder, Entry { path: "a.jsonl".to_owned(), file, size: text.len() as u64, modified: 0 })
    }

    #[test]
    fn parts_give_what_the_whole_gives() {
        let line = |number: usize| match number % 7 {
            3 => String::new(),
            5 => "{\"text\": no}".to_owned(),
            _ => format!("{{\"id\": {number}, \"text\": \"Rain fell on day {number}.{}\"}}\r", " It was cold.".repeat(number)),
        };
        let text = format!("\u{FEFF}{}", (0..60).map(line).collect::<Vec<_>>().join("\n"));
        for text in [text.clone(), text + "\n"] {
            let (_held, entry) = entry(&text);
            let mut whole = Vec::new();
            read(&read_file(&entry, Caps::default().file_bytes).unwrap(), &entry.path, &Rules::default(), &mut |found| {
                whole.push(found)
            });
            for part in [100, 333, 5_000] {
                let mut parts = Parts::open_within(&entry, part, &Caps::default()).unwrap().unwrap();
                let mut found = Vec::new();
                while parts.read(&Rules::default(), &mut |one| found.push(one)).unwrap() {}
                assert_eq!(found, whole, "{part} bytes at once");
                assert_eq!(parts.digest().unwrap(), crate::model::digest::sha256(text.as_bytes()));
            }
        }
    }

    #[test]
    fn lines_beyond_the_limit_are_told_wherever_a_part_ends() {
        let text = (0..20).map(|number| format!("{{\"id\": {number}, \"text\": \"Rain fell.\"}}\n")).collect::<String>();
        let (_held, entry) = entry(&text);
        for records in 1..=20 {
            let rules = Rules { limits: Caps { records, ..Caps::default() }, ..Rules::default() };
            for part in [60, 100, 250] {
                let mut parts = Parts::open_within(&entry, part, &rules.limits).unwrap().unwrap();
                let mut found = Vec::new();
                while parts.read(&rules, &mut |one| found.push(one)).unwrap() {}
                let articles = found.iter().filter(|one| one.is_ok()).count();
                let told = found.iter().filter(|one| one.is_err()).count();
                assert_eq!((articles, told), (records, usize::from(records < 20)), "{part} bytes at once");
            }
        }
    }

    #[test]
    fn what_is_small_or_no_json_lines_is_read_at_once() {
        for text in
            ["{\"text\": \"Rain.\"}\n", &format!("{{\n\"text\": \"{}\"}}", "Rain. ".repeat(99)), &"Rain fell.\n".repeat(99)]
        {
            assert!(Parts::open_within(&entry(text).1, 100, &Caps::default()).unwrap_or(None).is_none(), "{text}");
        }
    }
}
