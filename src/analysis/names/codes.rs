//! Which characters stand in a text as the codes that a page wrote them with: `#39;`, `&amp;`, `quot;`?

use std::borrow::Cow;

/// Names of characters, with or without the `&` that was lost, and what they stand for.
const NAMED: &[(&str, &str)] =
    &[("amp;", "&"), ("quot;", "\""), ("lt;", "<"), ("gt;", ">"), ("apos;", "'"), ("rsquo;", "’"), ("lsquo;", "‘")];

/// Numbers of characters, as they stand between `#` and `;`.
const NUMBERED: &[(&str, &str)] = &[
    ("34", "\""),
    ("36", "$"),
    ("38", "&"),
    ("39", "'"),
    ("039", "'"),
    ("145", "‘"),
    ("146", "’"),
    ("147", "“"),
    ("148", "”"),
    ("8211", "–"),
    ("8212", "—"),
    ("8216", "‘"),
    ("8217", "’"),
    ("8220", "“"),
    ("8221", "”"),
];

/// Gives the length of the code that `text` begins with, and the character that it stands for.
#[inline]
pub(super) fn code(text: &str) -> Option<(usize, &'static str)> {
    let may_begin = |byte: &u8| matches!(byte, b'&' | b'#' | b'a' | b'q' | b'l' | b'g' | b'r');
    if text.as_bytes().first().is_some_and(may_begin) { code_begun(text) } else { None }
}

fn code_begun(text: &str) -> Option<(usize, &'static str)> {
    let lead = usize::from(text.starts_with('&'));
    let bare = &text[lead..];
    if let Some(digits) = bare.strip_prefix('#') {
        let count = digits.bytes().take(5).take_while(u8::is_ascii_digit).count();
        let (_, stands) = NUMBERED.iter().find(|(number, _)| *number == &digits[..count])?;
        return digits[count..].starts_with(';').then_some((lead + count + 2, *stands));
    }
    // The longest name has six letters with its semicolon.
    if !bare.bytes().take(6).any(|byte| byte == b';') {
        return None;
    }
    let (name, stands) = NAMED.iter().find(|(name, _)| bare.starts_with(name))?;
    Some((lead + name.len(), *stands))
}

/// Gives the length of a code and of one blank before it that was put there.
#[inline]
pub(super) fn spaced_code(text: &str) -> Option<(usize, &'static str)> {
    let bare = text.strip_prefix(' ').unwrap_or(text);
    code(bare).map(|(length, stands)| (text.len() - bare.len() + length, stands))
}

/// Gives a name as it is told, without codes: "O'Keefe" of "O #39;Keefe", "AT&T" of "AT amp;T".
pub(super) fn told(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii() && byte != b';') {
        return Cow::Borrowed(name);
    }
    if name.contains('\u{fffd}') {
        return Cow::Owned(with_apostrophe(name));
    }
    if !name.contains(';') {
        return Cow::Borrowed(name);
    }
    let (mut told, mut rest) = (String::with_capacity(name.len()), name);
    while let Some(c) = rest.chars().next() {
        let spaced = spaced_code(rest);
        match spaced {
            // "Turner amp; Newall": the blank is the name's own.
            Some((length, stands)) if rest[length..].starts_with(' ') => {
                told.push_str(if rest.starts_with(' ') && stands == "&" { " " } else { "" });
                told.push_str(stands);
                rest = &rest[length..];
            }
            Some((length, stands)) => {
                told.push_str(stands);
                rest = &rest[length..];
            }
            None => {
                told.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Cow::Owned(told)
}

/// Writes the apostrophe that was lost behind a single capital: "O\u{fffd}Brien".
fn with_apostrophe(name: &str) -> String {
    let words = name.split(' ').map(|word| match word.split_once('\u{fffd}') {
        Some((initial, rest)) if initial.len() == 1 && rest.starts_with(char::is_uppercase) => format!("{initial}'{rest}"),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_without_codes() {
        assert_eq!(told("O #39;Keefe"), "O'Keefe");
        assert_eq!(told("Ann O\u{fffd}Leary"), "Ann O'Leary");
        assert_eq!(told("AT amp;T"), "AT&T");
        assert_eq!(told("Vale amp; Dale"), "Vale & Dale");
        assert_eq!(told("Vale &amp; Dale"), "Vale & Dale");
    }

    #[test]
    fn other_words_and_numbers_are_no_codes() {
        assert_eq!(code("amplifier"), None);
        assert_eq!(code("#123456;"), None);
        assert_eq!(code("&#39;s"), Some((5, "'")));
    }
}
