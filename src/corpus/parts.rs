//! How is a large file of JSON lines, compressed or not, read without holding all of it?

use super::jsonl::Lines;
use super::kind::begins_json_lines;
use super::limits::{Caps, KIND_PRESCAN};
use super::packed::{Unfolding, is_bomb, is_packed};
use super::rules::Rules;
use super::walk::{Entry, cause, open, too_large};
use super::without_packing;
use crate::model::answer::Skipped;
use crate::model::article::Article;
use crate::model::digest::Running;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

/// Bytes that are read at once, and a file is large beyond: some thousand articles, and a few dozen MB with all that is made of
/// them.
const PART: usize = 16 << 20;

/// A large file of JSON lines that is read part by part, as [`super::read`] reads it at once.
pub struct Parts {
    from: From,
    path: String,
    part: usize,
    caps: Caps,
    /// Bytes that are not read as articles yet; the rest of the file follows them.
    held: Vec<u8>,
    has_ended: bool,
    /// The number of the first line in `held`.
    line: u64,
}

/// What lines are read from.
enum From {
    Plain(Hashed),
    Packed(Box<Unfolding<BufReader<Hashed>>>),
}

/// A file that is hashed as it is read.
struct Hashed {
    file: File,
    size: u64,
    running: Running,
}

impl Parts {
    /// Opens a file; `None` where it is small enough to be read at once, or cannot be read in parts. One that is compressed is
    /// unfolded twice: where it does not unfold to its end, that must be said of its first article too.
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
        let head = beginning(&mut file).map_err(broken)?;
        let is_packed = is_packed(&head);
        file.rewind().map_err(broken)?;
        let may_be_read = if is_packed { unfolds(&file, caps).unwrap_or(false) } else { may_be_json(&head) };
        if !may_be_read {
            return Ok(None);
        }
        file.rewind().map_err(broken)?;
        let hashed = Hashed { file, size: 0, running: Running::default() };
        let from = match is_packed {
            true => From::Packed(Box::new(Unfolding::new(BufReader::new(hashed), caps))),
            false => From::Plain(hashed),
        };
        let mut parts =
            Parts { from, path: entry.path.clone(), part, caps: *caps, held: Vec::new(), has_ended: false, line: 1 };
        parts.fill()?;
        Ok(begins_json_lines(&parts.held, without_packing(&entry.path)).then_some(parts))
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
        let plain = matches!(self.from, From::Plain(_));
        let lines = Lines { first: self.line, path: &self.path, rules, plain, caps: &self.caps };
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
    pub fn digest(self) -> Result<String, Skipped> {
        let read_out = |mut hashed: Hashed| {
            io::copy(&mut hashed, &mut io::sink()).map_err(|error| Skipped::file(&self.path, cause(&error)))?;
            Ok(hashed)
        };
        let hashed = match self.from {
            From::Plain(hashed) => read_out(hashed)?,
            From::Packed(unfolding) => read_out(unfolding.into_inner().into_inner())?,
        };
        Ok(hashed.running.printed())
    }

    /// Reads on, to the end of a line at least.
    fn fill(&mut self) -> Result<(), Skipped> {
        loop {
            let before = self.held.len();
            let read = self.from.by_ref().take(self.part as u64).read_to_end(&mut self.held);
            read.map_err(|error| Skipped::file(&self.path, cause(&error)))?;
            let fresh = &self.held[before..];
            if self.from.size() > self.caps.file_bytes {
                return Err(Skipped::file(&self.path, too_large(self.caps.file_bytes)));
            }
            self.has_ended = fresh.len() < self.part;
            if self.has_ended || fresh.contains(&b'\n') {
                return Ok(());
            }
        }
    }
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Parts").field("path", &self.path).field("line", &self.line).finish_non_exhaustive()
    }
}

impl From {
    /// Gives how many bytes of the file were read.
    fn size(&self) -> u64 {
        match self {
            From::Plain(hashed) => hashed.size,
            From::Packed(unfolding) => unfolding.get_ref().get_ref().size,
        }
    }
}

impl Read for From {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            From::Plain(hashed) => hashed.read(into),
            From::Packed(unfolding) => unfolding.read(into),
        }
    }
}

impl Read for Hashed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.running.update(&into[..count]);
        self.size += count as u64;
        Ok(count)
    }
}

fn beginning(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    from.take(KIND_PRESCAN as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Tells whether a file begins with an object, or with blanks alone as far as it was looked at.
fn may_be_json(head: &[u8]) -> bool {
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    bare.first().is_none_or(|first| *first == b'{')
}

/// Tells whether a compressed file unfolds to its end, within the limits, and begins as JSON does.
fn unfolds(mut file: &File, caps: &Caps) -> io::Result<bool> {
    /// Bytes between two looks at the limits.
    const STEP: u64 = 1 << 20;
    let mut unfolding = Unfolding::new(BufReader::new(file), caps);
    let head = beginning(&mut unfolding)?;
    let mut unfolded = head.len();
    let mut goes_on = may_be_json(&head);
    while goes_on {
        let step = io::copy(&mut unfolding.by_ref().take(STEP), &mut io::sink())?;
        unfolded += step as usize;
        let used = file.stream_position()?;
        if is_bomb(unfolded, used as usize, caps) {
            return Ok(false);
        }
        goes_on = step == STEP;
    }
    Ok(may_be_json(&head))
}

#[cfg(test)]
mod tests {
    use super::super::{read, read_file};
    use super::*;

    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn entry(text: &str) -> (tempfile::TempDir, Entry) {
        file("a.jsonl", text.as_bytes())
    }

    fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, Entry) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        (folder, Entry { path: name.to_owned(), file, size: bytes.len() as u64, modified: 0, changed: 0, mounted: false })
    }

    /// Gives what is read of a file at once.
    fn whole(entry: &Entry) -> Vec<Result<Article, Skipped>> {
        let mut found = Vec::new();
        let bytes = read_file(entry, Caps::default().file_bytes).unwrap();
        read(&bytes, &entry.path, &Rules::default(), &mut |one| found.push(one));
        found
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        zstd::encode_all(bytes, 3).unwrap()
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
            let whole = whole(&entry);
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
    fn a_compressed_file_in_parts_gives_what_the_whole_gives() {
        let line =
            |number: u32| format!("{{\"id\": {number}, \"text\": \"Rain {} fell.\"}}\n", number.wrapping_mul(2_654_435_761));
        let lines: Vec<String> = (0..400).map(line).collect();
        let (first, second) = (lines[..150].concat(), lines[150..].concat());
        let all = [first.as_bytes(), second.as_bytes()].concat();
        for (name, packed) in [
            ("a.jsonl.gz", gzip(&all)),
            ("a.jsonl.zst", zstd(&all)),
            ("a.jsonl.gz", [gzip(first.as_bytes()), gzip(second.as_bytes())].concat()),
            (
                "mixed",
                [zstd(first.as_bytes()), b"\x50\x2A\x4D\x18\x02\x00\x00\x00xy".to_vec(), gzip(second.as_bytes())].concat(),
            ),
        ] {
            let (_held, entry) = file(name, &packed);
            for part in [100, 1_000] {
                let mut parts = Parts::open_within(&entry, part, &Caps::default()).unwrap().expect("it is read in parts");
                let mut found = Vec::new();
                while parts.read(&Rules::default(), &mut |one| found.push(one)).unwrap() {}
                assert_eq!(found.len(), 400);
                assert_eq!(found, whole(&entry), "{name}, {part} bytes at once");
                assert_eq!(parts.digest().unwrap(), crate::model::digest::sha256(&packed));
            }
            let begun = Parts::open_within(&entry, 100, &Caps::default()).unwrap().unwrap();
            assert_eq!(begun.digest().unwrap(), crate::model::digest::sha256(&packed), "of what was not read, too");
        }
    }

    #[test]
    fn what_does_not_unfold_to_its_end_is_read_at_once() {
        let text = (0..400u32)
            .map(|n| format!("{{\"text\": \"Rain {} fell.\"}}\n", n.wrapping_mul(2_654_435_761)))
            .collect::<String>();
        let packed = gzip(text.as_bytes());
        let few = Caps { members: 1, ..Caps::default() };
        let small = Caps { unpacked_bytes: 5_000, ..Caps::default() };
        for (packed, caps) in [
            (packed[..packed.len() / 2].to_vec(), Caps::default()),
            ([packed.as_slice(), b"and more"].concat(), Caps::default()),
            ([packed.as_slice(), &packed].concat(), few),
            (packed.clone(), small),
            (gzip(&packed), Caps::default()),
        ] {
            assert!(Parts::open_within(&file("a.jsonl.gz", &packed).1, 100, &caps).unwrap_or(None).is_none());
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
