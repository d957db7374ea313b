//! How do bytes that were cut out of a record become text again?

use super::charset::decode_as;
use super::feed;
use super::json::unescape;
use super::references::resolve;
use crate::model::article::Format;

/// Gives the text of `pieces` that were cut out of a record and joined with nothing between.
///
/// The one rule a format: the bytes are decoded in the charset; then
/// - text: stays as it is;
/// - HTML: character references are resolved (tags, comments and left-out characters are not in the pieces);
/// - Markdown: as HTML, in code too (marks and backslashes are not in the pieces);
/// - JSON: the escapes of JSON strings are resolved; half a surrogate pair is U+FFFD;
/// - HTML in JSON: as JSON, then as HTML;
/// - HTML in XML: the five names that XML knows and numbers are resolved, then as HTML.
///
/// With white space folded this is the text shown, with white space folded.
pub fn restore(format: Format, charset: &str, pieces: &[u8]) -> String {
    let text = decode_as(charset, pieces);
    match format {
        Format::Text => text.into_owned(),
        Format::Html | Format::Markdown => resolve(&text).into_owned(),
        Format::Json => unescape(&text),
        Format::XmlHtml => resolve(&feed::unescape(&text)).into_owned(),
        Format::JsonHtml => resolve(&unescape(&text)).into_owned(),
    }
}
