//! How does a value look as JSON that is harmless on a terminal and means the same?

use super::terminal::steers;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};

/// Writes a value as JSON: indented, and a line end.
///
/// # Errors
/// Where `out` cannot be written.
pub fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    written(out, value, PrettyFormatter::new())
}

/// Writes a value as one line of JSON.
///
/// # Errors
/// Where `out` cannot be written.
pub fn jsonl(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    written(out, value, CompactFormatter)
}

fn written(out: &mut dyn Write, value: &impl Serialize, layout: impl Formatter) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Harmless(layout)))?;
    out.write_all(b"\n")
}

/// A layout in which what would steer a terminal is escaped in strings: whoever reads the JSON gets the character back.
struct Harmless<L>(L);

impl<L: Formatter> Formatter for Harmless<L> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| steers(*c)) {
            self.0.write_string_fragment(out, &rest[..at])?;
            // Beyond the first plane two halves stand for a character (RFC 8259, section 7).
            c.encode_utf16(&mut [0; 2]).iter().try_for_each(|half| write!(out, "\\u{half:04x}"))?;
            rest = &rest[at + c.len_utf8()..];
        }
        self.0.write_string_fragment(out, rest)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// What steers or hides, of every kind, among letters that are to stay.
    const HOSTILE: &str = "ö\u{1b}[2J\u{7f}\u{9b}31m\u{202e}\u{2066}\u{200d}\u{2028}\u{feff}\u{e0041}\u{e007f}\"\\\n漢👪é";

    fn plain(value: &Value) -> [String; 2] {
        let (mut indented, mut line) = (Vec::new(), Vec::new());
        json(&mut indented, value).unwrap();
        jsonl(&mut line, value).unwrap();
        [indented, line].map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn what_would_steer_a_terminal_is_escaped_and_means_the_same() {
        let value = json!({ HOSTILE: [HOSTILE, { "empty": [], "none": null }], "number": 1.5 });
        for text in plain(&value) {
            assert_eq!(text.chars().find(|c| *c != '\n' && steers(*c)), None, "{text}");
            assert!(text.contains("\\u009b31m\\u202e") && text.contains("\\udb40\\udc41") && text.contains("漢👪é"), "{text}");
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
    }

    #[test]
    fn what_steers_nothing_is_written_as_ever() {
        let value = json!({ "text": "“Mao Ning” said – 5 µg, naïve, 毛宁\n", "list": [1, [], {}], "none": null });
        let [indented, line] = plain(&value);
        assert_eq!(indented, serde_json::to_string_pretty(&value).unwrap() + "\n");
        assert_eq!(line, value.to_string() + "\n");
    }
}
