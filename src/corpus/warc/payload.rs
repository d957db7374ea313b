//! What does a record bring once the envelope of its HTTP response is taken off?

use super::headers::{Headers, media};
use super::records::Raw;
use super::shown;
use crate::corpus::limits::{Caps, HEADER_BYTES};
use crate::corpus::packed;
use std::borrow::Cow;

/// What a record brings: its bytes, and what they are said to be.
pub(super) struct Payload<'a> {
    pub(super) body: Cow<'a, [u8]>,
    pub(super) media: String,
    pub(super) charset: Option<String>,
    pub(super) notices: Vec<String>,
}

/// Gives what a record brings, or says what it is where that is no page.
pub(super) fn payload<'a>(raw: &Raw<'a>, caps: &Caps) -> Result<Payload<'a>, String> {
    let http = raw.headers.get("content-type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/http"));
    if !(http || raw.headers.get("warc-type") == Some("response") && raw.block.starts_with(b"HTTP/")) {
        let (media, charset) = media(raw.headers.get("content-type"));
        return Ok(Payload { body: Cow::Borrowed(raw.block), media, charset, notices: Vec::new() });
    }
    let (headers, start) = Headers::read(raw.block);
    let status = headers.first.split_whitespace().nth(1).unwrap_or("");
    if !status.starts_with('2') {
        return Err(format!("a response with status {}, no article", shown(status)));
    }
    let (media, charset) = media(headers.get("content-type"));
    let is_cut = start == HEADER_BYTES;
    let body = &raw.block[start..];
    let kept = &body[..body.len().min(caps.member_bytes)];
    let mut payload = Payload { body: Cow::Borrowed(kept), media, charset, notices: Vec::new() };
    if kept.len() < body.len() {
        payload.notices.push(format!("only the first {} bytes of its body of {} were read", kept.len(), body.len()));
    }
    if is_cut {
        let notice = format!("its headers are longer than {} KiB: what follows is taken for the page", HEADER_BYTES >> 10);
        payload.notices.push(notice);
    }
    if headers.get("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
        && let Some((joined, whole)) = dechunk(&payload.body)
    {
        payload.body = Cow::Owned(joined);
        if !whole {
            payload.notices.push("its body was not read to its end: a chunk is missing or wrong".to_owned());
        }
    }
    let encodings = headers.get("content-encoding").map(str::to_ascii_lowercase).unwrap_or_default();
    // Several are taken off in reverse order, by the HTTP standard.
    for encoding in encodings.split(',').map(str::trim).filter(|name| !matches!(*name, "" | "identity")).rev().take(3) {
        unpack(&mut payload, encoding, caps)?;
    }
    if payload.body.is_empty() {
        return Err("empty".to_owned());
    }
    Ok(payload)
}

fn unpack(payload: &mut Payload, encoding: &str, caps: &Caps) -> Result<(), String> {
    // Some archives keep the header and store the body unpacked.
    let packed = match encoding {
        "gzip" | "x-gzip" | "zstd" => packed::is_packed(&payload.body),
        _ => !is_text(&payload.body),
    };
    if !packed {
        return Ok(());
    }
    let caps = Caps { unpacked_bytes: caps.unpacked_bytes.min(caps.member_bytes), ..*caps };
    let Some(unpacked) = packed::body(&payload.body, encoding, &caps) else {
        return Err(format!("a body packed as {}, which cannot be unpacked", shown(encoding)));
    };
    let cut = unpacked.cut.map(|reason| format!("its body was not read to its end: {reason}"));
    payload.notices.extend(cut);
    payload.body = Cow::Owned(unpacked.bytes);
    Ok(())
}

/// Tells whether bytes are text: those of packed data are spread over all values.
fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    let odd = head.iter().filter(|b| **b < 9 || (14..27).contains(*b) || **b == 0x7F).count();
    odd * 20 <= head.len()
}

/// Joins the chunks of a body, and tells whether the last one was met; `None` where it is not in chunks.
fn dechunk(body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest.iter().take(64).position(|b| *b == b'\n');
        let size = end.and_then(|end| {
            let line = str::from_utf8(&rest[..end]).ok()?.trim();
            usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()
        });
        let (Some(end), Some(size)) = (end, size) else { return (!joined.is_empty()).then_some((joined, false)) };
        rest = &rest[end + 1..];
        if size == 0 {
            return Some((joined, true));
        }
        let chunk = &rest[..size.min(rest.len())];
        joined.extend_from_slice(chunk);
        rest = &rest[chunk.len()..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some((joined, false));
        }
    }
}
