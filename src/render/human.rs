//! How does an answer look to a person?

use super::terminal::{FAINT, Look, MATCH, SPEAKER, STRONG, clean, cut, styled, wrapped};
use crate::model::answer::{
    Answer, Bytes, ClaimView, Context, Hit, HitKind, NameView, Names, Noted, Provenance, RecordView, Report, ScorePart,
    Skipped, Statement, Status, StoreState, Verified,
};
use crate::model::article::{Article, Role};
use crate::model::document::{ClaimKind, Stance};
use crate::model::filename;
use crate::model::span::Span;
use std::io::{self, Write};
use std::path::Path;

/// Skipped files listed one by one; more are counted, and `status --format json` has them all.
const SKIPPED_SHOWN: usize = 10;

/// Writes hits as a reporter reads them: source, date and title, the words, who says what, and where it stands.
///
/// # Errors
/// Where `out` cannot be written.
pub fn answer(out: &mut dyn Write, answer: &Answer, look: Look<'_>) -> io::Result<()> {
    let mut shown = Shown::default();
    for (number, hit) in answer.hits.iter().enumerate() {
        let statement = answer.statements.as_ref().and_then(|statements| statements.get(number));
        shown.hit(out, hit, statement, look)?;
    }
    shown.below(out, answer, look)
}

/// An answer of any length, written hit by hit.
#[derive(Debug, Default)]
pub struct Shown {
    hits: usize,
    copies: usize,
    /// The first hit's rank.
    first: Option<u64>,
}

impl Shown {
    /// Writes the next hit, with the statement that it is.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn hit(&mut self, out: &mut dyn Write, hit: &Hit, statement: Option<&Statement>, look: Look<'_>) -> io::Result<()> {
        self.hits += 1;
        self.copies += hit.also_in.len();
        self.first.get_or_insert(hit.rank);
        write_hit(out, hit, look)?;
        statement.map_or(Ok(()), |statement| write_statement(out, statement, look))?;
        writeln!(out)
    }

    /// Writes what stands below all hits: how many of them are shown, and what all hold.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn below(&self, out: &mut dyn Write, answer: &Answer, look: Look<'_>) -> io::Result<()> {
        let Shown { hits, copies, first } = *self;
        if answer.total > (hits + copies) as u64 {
            let listed = if copies > 0 { format!(", {copies} more with them") } else { String::new() };
            let all = if first == Some(1) { "-n 0" } else { "-n 0 --offset 0" };
            writeln!(out, "{}", styled(FAINT, &format!("{hits} of {} shown{listed}; {all} shows all", answer.total)))?;
        }
        answer.facets.as_ref().map_or(Ok(()), |facets| super::facets::facets(out, facets, answer.total, look))
    }
}

fn write_hit(out: &mut dyn Write, hit: &Hit, look: Look<'_>) -> io::Result<()> {
    let context = |before: bool| hit.context.iter().flatten().filter(move |beside| (beside.offset < 0) == before);
    writeln!(out, "{}", headed(hit, "", look))?;
    context(true).try_for_each(|beside| write_context(out, beside, look))?;
    for paragraph in marked(hit).split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
        writeln!(out, "{}", wrapped(paragraph.trim(), look, "   ", "   "))?;
    }
    for claim in &hit.claims {
        writeln!(out, "{}", wrapped(&told(claim), look, "   • ", "     "))?;
    }
    for line in cited(hit, hit.provenance.lines, hit.provenance.bytes, look) {
        writeln!(out, "   {}", styled(FAINT, &line))?;
    }
    if !hit.also_in.is_empty() {
        writeln!(out, "{}", wrapped(&also_in(hit), look, "   also in ", "     "))?;
    }
    for part in hit.score_parts.iter().flatten() {
        writeln!(out, "   {}", styled(FAINT, &worth(part, hit.kind)))?;
    }
    context(false).try_for_each(|beside| write_context(out, beside, look))
}

/// Writes a passage beside a hit, so that nobody takes it for one: set in, behind a dotted bar, and called context.
fn write_context(out: &mut dyn Write, beside: &Context, look: Look<'_>) -> io::Result<()> {
    let which = match beside.offset {
        0 => "around".to_owned(),
        offset if offset < 0 => format!("{} before", -offset),
        offset => format!("{offset} after"),
    };
    let place = place(&beside.provenance, look);
    writeln!(out, "   {}", styled(FAINT, &format!("┆ context, {which}: {place} {}", beside.id)))?;
    for paragraph in clean(&beside.text, true).split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
        writeln!(out, "{}", wrapped(&styled(FAINT, paragraph.trim()), look, "   ┆ ", "   ┆ "))?;
    }
    Ok(())
}

/// Wordings with more differences than this are shown as they stand.
const MARKS_SHOWN: usize = 3;

/// Writes who carries a statement, in which other words, and who says the opposite.
fn write_statement(out: &mut dyn Write, statement: &Statement, look: Look<'_>) -> io::Result<()> {
    for variant in statement.variants.iter().skip(1) {
        let marks = variant.difference.matches("[-").count() + variant.difference.matches("{+").count();
        let words = if marks > 0 && marks <= MARKS_SHOWN { &variant.difference } else { &variant.text };
        writeln!(out, "{}", wrapped(&clean(words, false), look, "   or ", "     "))?;
    }
    if statement.variants.iter().map(|variant| variant.ids.len()).sum::<usize>() > 1 {
        let (first, latest) = (day(statement.first.as_deref()), day(statement.latest.as_deref()));
        let dates = if first == latest { first } else { format!("{first} to {latest}") };
        let known = count(statement.sources.len() as u64, "source");
        let sources = match (statement.sources.len(), statement.unsourced) {
            (_, 0) => format!("{known}, {} independent", statement.independent),
            (0, _) => "unknown source".to_owned(),
            _ => format!("{known}, {} independent, and unknown source", statement.independent),
        };
        writeln!(out, "   {}", styled(FAINT, &format!("{sources}, {dates}")))?;
    }
    if !statement.opposed.is_empty() {
        writeln!(out, "{}", wrapped(&format!("opposed by {}", statement.opposed.join(", ")), look, "   ", "     "))?;
    }
    Ok(())
}

/// Gives a hit's first line: rank, what is said of it, source, day and title.
pub(super) fn headed(hit: &Hit, said: &str, look: Look<'_>) -> String {
    let provenance = &hit.provenance;
    let rank = if hit.rank > 0 { format!("{}. ", hit.rank) } else { String::new() };
    let source = provenance.source.as_deref().map_or("unknown source".to_owned(), |source| clean(source, false));
    let date = day(provenance.published.as_deref());
    let room = look.width.saturating_sub(rank.len() + said.chars().count() + source.len() + 16);
    format!("{rank}{said}{} · {date} · {}", styled(STRONG, &source), title(provenance, room))
}

/// Gives a hit's last lines: where `lines` and `bytes` of it stand, and its id.
pub(super) fn cited(hit: &Hit, lines: Option<[u64; 2]>, bytes: Option<Bytes>, look: Look<'_>) -> [String; 2] {
    let provenance = Provenance { lines, bytes, ..hit.provenance.clone() };
    [place(&provenance, look), hit.id.clone()]
}

/// Gives where copies of a hit stand: "Daily Lantern (2031-02-05, 0.93, id); …".
fn also_in(hit: &Hit) -> String {
    let told = hit.also_in.iter().map(|copy| {
        let source = copy.source.as_deref().map_or("unknown source".to_owned(), |source| clean(source, false));
        format!("{source} ({}, {:.0} % the same, {})", day(copy.published.as_deref()), copy.similarity * 100.0, copy.id)
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Gives the day of a date, as far as it is known.
fn day(published: Option<&str>) -> String {
    published.map_or("no date".to_owned(), |date| clean(date.get(..10).unwrap_or(date), false))
}

/// Gives what a word adds to the score: "+3.2041 groundless: passage 0.8, article 2.2041, title 0.2".
fn worth(part: &ScorePart, kind: HitKind) -> String {
    let own = if kind == HitKind::Claim { "claim" } else { "passage" };
    let sum = ((part.own + part.article + part.title) * 1e4).round() / 1e4;
    let word = clean(&part.word, false);
    format!("+{sum} {word}: {own} {}, article {}, title {}", part.own, part.article, part.title)
}

fn title(provenance: &Provenance, room: usize) -> String {
    let title = provenance.title.as_deref().map_or("without title".to_owned(), |title| clean(title, false));
    cut(&title, room.max(20))
}

/// Gives the text with its highlights set off.
fn marked(hit: &Hit) -> String {
    let mut marked = String::with_capacity(hit.text.len() + 16 * hit.highlights.len());
    let mut chars = hit.text.chars();
    let mut at = 0;
    let mut take = |chars: &mut std::str::Chars<'_>, to: usize| {
        let part: String = chars.by_ref().take(to - at).collect();
        at = to;
        clean(&part, true)
    };
    for [start, end] in &hit.highlights {
        marked.push_str(&take(&mut chars, *start));
        marked.push_str(&styled(MATCH, &take(&mut chars, *end)));
    }
    marked.push_str(&clean(chars.as_str(), true));
    marked
}

/// Gives a claim as a line: "Ada Brandt (denies, via Harbour Gazette): …".
pub(super) fn told(claim: &ClaimView) -> String {
    told_as(claim, &|speaker| styled(SPEAKER, speaker))
}

/// Gives a claim as a line for other places than a terminal.
pub(super) fn told_plainly(claim: &ClaimView) -> String {
    told_as(claim, &str::to_owned)
}

fn told_as(claim: &ClaimView, style: &dyn Fn(&str) -> String) -> String {
    let speaker = match (&claim.speaker.name, &claim.speaker.text) {
        (Some(name), _) => clean(name, false),
        (None, Some(text)) => format!("{} (unnamed)", clean(text, false)),
        (None, None) => "someone unnamed".to_owned(),
    };
    let parts: Vec<String> = claim.content.iter().map(|part| clean(part.text.trim_end_matches(','), false)).collect();
    let content = parts.join(" … ");
    let content = if claim.kind == ClaimKind::Direct { format!("“{content}”") } else { content };
    let corrected = if claim.corrected { ", corrected" } else { "" };
    format!("{} ({}{corrected}): {content}", style(&speaker), manner(claim))
}

/// Gives what the speaker does with the content, and who relays it: "denies, via Harbour Gazette".
pub(super) fn manner(claim: &ClaimView) -> String {
    let verb = match &claim.cue.lemma {
        Some(lemma) if claim.negated => format!("does not {}", clean(lemma, false)),
        _ => verb(claim.stance).to_owned(),
    };
    let via: Vec<String> = claim.via.iter().map(|via| clean(via.name.as_deref().unwrap_or(&via.text), false)).collect();
    if via.is_empty() { verb } else { format!("{verb}, via {}", via.join(", via ")) }
}

fn verb(stance: Stance) -> &'static str {
    match stance {
        Stance::Assert => "says",
        Stance::Confirm => "confirms",
        Stance::Deny => "denies",
        Stance::Allege => "alleges",
        Stance::Question => "questions",
        Stance::Urge => "urges",
        Stance::Predict => "predicts",
    }
}

/// Gives where it stands: `path:line`, the record, the bytes.
pub(super) fn place(provenance: &Provenance, look: Look<'_>) -> String {
    let path = clean(&provenance.path, false);
    let mut shown = match provenance.lines {
        Some([first, _]) => format!("{path}:{first}"),
        None => path.clone(),
    };
    if let Some(here) = look.links {
        let target = address(here, &provenance.path);
        shown = format!("\u{1b}]8;;{target}\u{1b}\\{shown}\u{1b}]8;;\u{1b}\\");
    }
    let record = match &provenance.record {
        None => String::new(),
        Some(RecordView::Line { id: Some(id), .. }) => format!(" record {}", clean(id, false)),
        Some(RecordView::Line { id: None, .. }) => String::new(),
        Some(RecordView::Warc { uri: Some(uri), .. }) => format!(" record {}", clean(uri, false)),
        Some(RecordView::Warc { offset, .. }) => format!(" record at {offset}"),
    };
    if let Some(state) = provenance.file {
        shown.push_str(&format!(" ({})", state.told()));
    }
    match provenance.bytes {
        Some([start, end]) => format!("{shown}{record} bytes {start}–{end}"),
        None => format!("{shown}{record}"),
    }
}

/// Gives the address of a file whose path is absolute, or relative to `here`, as answers write it.
fn address(here: &Path, path: &str) -> String {
    let mut bytes = Vec::new();
    if !Path::new(path).is_absolute() {
        bytes.extend_from_slice(here.as_os_str().as_encoded_bytes());
        bytes.push(b'/');
    }
    bytes.extend(filename::bytes(path));
    filename::address(&bytes)
}

/// Writes a whole article: its facts with their origins, its story with the paragraphs of the `marked` hit, which stands at a
/// span, barred, and its claims.
///
/// # Errors
/// Where `out` cannot be written.
pub fn article(
    out: &mut dyn Write,
    article: &Article,
    whole: &Hit,
    marked: Option<(&Hit, Span)>,
    look: Look<'_>,
) -> io::Result<()> {
    let provenance = &whole.provenance;
    writeln!(out, "{}", styled(STRONG, &title(provenance, usize::MAX)))?;
    let facts = [
        ("source", &provenance.source),
        ("published", &provenance.published),
        ("byline", &provenance.byline),
        ("url", &provenance.url),
    ];
    for (name, value) in facts {
        let origin = provenance.origins.get(name).map(|origin| format!(" ({})", clean(origin, false))).unwrap_or_default();
        let value = value.as_deref().map_or("unknown".to_owned(), |value| clean(value, false));
        writeln!(out, "{name:<10} {value}{}", styled(FAINT, &origin))?;
    }
    writeln!(out, "{:<10} {}", "file", place(marked.map_or(provenance, |(hit, _)| &hit.provenance), look))?;
    writeln!(out, "{:<10} {}", "digest", provenance.digest)?;
    for notice in &article.notices {
        writeln!(out, "{:<10} {}", "notice", clean(notice, false))?;
    }
    if !whole.also_in.is_empty() {
        writeln!(out, "{}", wrapped(&also_in(whole), look, "also in    ", "           "))?;
    }
    writeln!(out)?;
    for block in article.story() {
        let text = clean(block.span.of(&article.text), false);
        let bar = if marked.is_some_and(|(_, span)| span.overlaps(block.span)) { "▌ " } else { "  " };
        let text = if matches!(block.role, Role::Title | Role::Subhead) { styled(STRONG, &text) } else { text };
        writeln!(out, "{}\n", wrapped(&text, look, bar, bar))?;
    }
    for claim in &marked.map_or(whole, |(hit, _)| hit).claims {
        writeln!(out, "{}", wrapped(&told(claim), look, "• ", "  "))?;
    }
    Ok(())
}

/// Writes what there is to filter by, a name a line.
///
/// # Errors
/// Where `out` cannot be written.
pub fn names(out: &mut dyn Write, names: &Names, look: Look<'_>) -> io::Result<()> {
    for value in &names.values {
        writeln!(out, "{}", wrapped(&name_line(value), look, "", "    "))?;
        for alias in &value.aliases {
            writeln!(out, "    also {} ({})", clean(&alias.name, false), alias.because)?;
        }
    }
    if names.total > names.values.len() as u64 {
        writeln!(out, "{}", styled(FAINT, &format!("{} of {} shown; -n 0 shows all", names.values.len(), names.total)))?;
    }
    Ok(())
}

fn name_line(value: &NameView) -> String {
    let kind = value.kind.map(|kind| format!(" ({})", kind.word())).unwrap_or_default();
    let counts =
        format!("{}, {}, {}", count(value.articles, "article"), count(value.passages, "passage"), count(value.claims, "claim"));
    let dates = match (&value.first, &value.latest) {
        (Some(first), Some(latest)) if first == latest => format!(", {first}"),
        (Some(first), Some(latest)) => format!(", {first} to {latest}"),
        _ => String::new(),
    };
    let with: Vec<String> = value.with.iter().map(|with| clean(&with.name, false)).collect();
    let with = if with.is_empty() { String::new() } else { format!("; with {}", with.join(", ")) };
    let sources = match value.sources {
        _ if kind.is_empty() => String::new(),
        0 => ", unknown source".to_owned(),
        sources => format!(", {}", count(sources, "source")),
    };
    format!("{}{kind}: {counts}{sources}{dates}{with}", styled(STRONG, &clean(&value.name, false)))
}

/// Writes what a run did.
///
/// # Errors
/// Where `out` cannot be written.
pub fn report(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let changes = [("added", report.added), ("updated", report.updated), ("moved", report.moved), ("removed", report.removed)];
    let told: Vec<String> =
        changes.iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{count} {word}")).collect();
    let told = if told.is_empty() { "nothing changed".to_owned() } else { told.join(", ") };
    writeln!(
        out,
        "{told}; {} unchanged; {} read, {} analysed",
        report.unchanged,
        count(report.read, "file"),
        count(report.analysed, "article")
    )?;
    writeln!(
        out,
        "the index holds {}, {}, {} ({:.1} s)",
        count(report.articles, "article"),
        count(report.passages, "passage"),
        count(report.claims, "claim"),
        report.seconds
    )?;
    skipped(out, &report.skipped)?;
    noted(out, &report.notices)
}

fn noted(out: &mut dyn Write, notices: &[Noted]) -> io::Result<()> {
    for one in notices.iter().take(SKIPPED_SHOWN) {
        let record = one.record.as_deref().map(|record| format!(", {}", clean(record, false))).unwrap_or_default();
        writeln!(out, "noted {}{record}: {}", clean(&one.path, false), clean(&one.notice, false))?;
    }
    if notices.len() > SKIPPED_SHOWN {
        writeln!(out, "and {} more noted; `--format json` lists all", notices.len() - SKIPPED_SHOWN)?;
    }
    Ok(())
}

fn skipped(out: &mut dyn Write, skipped: &[Skipped]) -> io::Result<()> {
    for one in skipped.iter().take(SKIPPED_SHOWN) {
        let record = one.record.as_deref().map(|record| format!(", {}", clean(record, false))).unwrap_or_default();
        writeln!(out, "skipped {}{record}: {}", clean(&one.path, false), clean(&one.reason, false))?;
    }
    if skipped.len() > SKIPPED_SHOWN {
        writeln!(out, "and {} more skipped; `whosaid status --format json` lists all", skipped.len() - SKIPPED_SHOWN)?;
    }
    Ok(())
}

/// Writes what an index holds.
///
/// # Errors
/// Where `out` cannot be written.
pub fn status(out: &mut dyn Write, status: &Status) -> io::Result<()> {
    writeln!(
        out,
        "{}, {}, {}",
        count(status.articles, "article"),
        count(status.passages, "passage"),
        count(status.claims, "claim")
    )?;
    writeln!(out, "{}, {}", plural(status.entities, "entity", "entities"), count(status.sources, "source"))?;
    for (word, articles) in [("text", status.analysed.text), ("entities", status.analysed.entities)] {
        if articles > 0 {
            writeln!(out, "only     {}, indexed with --only {word}", count(articles, "article"))?;
        }
    }
    if status.beginnings > 0 {
        let told = count(status.beginnings, "article");
        writeln!(out, "long     {told}, in whose beginning alone names and claims were looked for")?;
    }
    for root in &status.roots {
        writeln!(out, "root     {}", clean(root, false))?;
    }
    writeln!(out, "size     {} bytes", status.bytes)?;
    writeln!(out, "versions format {}, analysis {}", status.versions.format, status.versions.analysis)?;
    writeln!(out, "digest   {}", status.digest)?;
    if status.deep.is_some() {
        let parts = "all articles as stored, and their passages and claims as searched";
        writeln!(out, "deep     the same, made afresh from {parts}")?;
    }
    skipped(out, &status.skipped)
}

/// Writes what was found on looking again.
///
/// # Errors
/// Where `out` cannot be written.
pub fn verified(out: &mut dyn Write, verified: &Verified) -> io::Result<()> {
    for hit in &verified.hits {
        writeln!(out, "{} {}", hit.id, serde_json::to_string(&hit.state)?.trim_matches('"'))?;
    }
    for folder in &verified.away {
        let held = count(folder.articles, "article");
        writeln!(out, "away {}: {}; {held} of it not looked at", clean(&folder.path, false), clean(&folder.reason, false))?;
    }
    let odd = [
        ("changed", &verified.changed),
        ("moved", &verified.moved),
        ("missing", &verified.missing),
        ("unreadable", &verified.unreadable),
    ];
    for (word, articles) in odd {
        for article in articles {
            writeln!(out, "{word} {} {}: {}", article.id, clean(&article.path, false), clean(&article.reason, false))?;
        }
    }
    let some = odd.iter().filter(|(_, articles)| !articles.is_empty());
    let mut odd: Vec<String> = some.map(|(word, articles)| format!("{} {word}", articles.len())).collect();
    let away: u64 = verified.away.iter().map(|folder| folder.articles).sum();
    odd.extend((away > 0).then(|| format!("{away} away")));
    let odd = if odd.is_empty() { String::new() } else { format!(", {}", odd.join(", ")) };
    writeln!(out, "{} intact{odd}", count(verified.intact, "article"))
}

/// Writes what came of looking at the index's own files.
///
/// # Errors
/// Where `out` cannot be written.
pub fn store_state(out: &mut dyn Write, state: &StoreState) -> io::Result<()> {
    for damage in &state.damaged {
        writeln!(out, "damaged {}: {}", clean(&damage.file, false), clean(&damage.reason, false))?;
    }
    let whole = count(state.files - state.files.min(state.damaged.len() as u64), "file");
    writeln!(out, "{whole} of {} as written, {} bytes; seal {}", state.files, state.bytes, state.seal)
}

fn count(count: u64, noun: &str) -> String {
    plural(count, noun, &format!("{noun}s"))
}

fn plural(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_to_the_bytes_of_a_file_name() {
        let here = Path::new("/news é");
        assert_eq!(
            address(here, "odd\u{FFFD}FF \u{FFFD}EF\u{FFFD}BF\u{FFFD}BD.txt"),
            "file:///news%20%C3%A9/odd%FF%20%EF%BF%BD.txt"
        );
        assert_eq!(address(here, "/old/a.txt"), "file:///old/a.txt");
    }
}
