//! What is each line of a scraped text to a reader, told by the shape of this text alone?

use super::byline;
use super::dates;
use super::furniture::{COUNTED_WORDS, furniture_of, is_credit, is_sentence, is_speech, is_weather, opens_list, words};
use super::sheet::Draft;
use super::trust::CLOCK;
use crate::model::article::{Fact, Role};
use crate::model::why::Why;

/// Words from which on a line that ends as a sentence is a paragraph: shorter ones may be headlines that end in a stop.
const SENTENCE_WORDS: usize = 7;

/// Words from which on a line is a paragraph even without a stop: twice what headlines run to.
const PARAGRAPH_WORDS: usize = 32;

/// Words that a subhead has at most.
const SUBHEAD_WORDS: usize = 12;

/// Words that a standfirst has at least; shorter lines below a headline are sections, places and names.
const STANDFIRST_WORDS: usize = 6;

/// Words that a headline may have, and those that it mostly has.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 2..=30;
const USUAL_TITLE_WORDS: std::ops::RangeInclusive<usize> = 4..=20;

/// Words that the motto below a paper's name has at most.
const TAGLINE_WORDS: usize = 6;

/// Words of a sentence that ends a list of other stories: teasers in such lists are shorter.
const LIST_END_WORDS: usize = 12;

/// How far around a date weather may stand for the date to be a clock, in lines: temperature, place, day.
pub(super) const WEATHER_REACH: usize = 3;

/// What the lines told: a role each with its reason, and facts.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) roles: Vec<(Role, Why)>,
    pub(super) title: Option<usize>,
    pub(super) byline: Option<Fact>,
    pub(super) published: Option<Fact>,
    pub(super) changed: Option<Fact>,
    pub(super) clock: Option<Fact>,
}

impl Told {
    /// Gives the facts as a draft without text.
    pub(super) fn into_draft(self) -> Draft {
        let Told { byline, published, changed, clock, .. } = self;
        Draft { byline, published, changed, clock, ..Draft::default() }
    }
}

/// What a line looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Sentences.
    Prose,
    /// Words without a final stop: a headline, a subhead, a caption, a place, a link.
    Short,
    Credit,
    /// Heads a list of other stories.
    List,
    /// A line that sites print around stories, and by which rule it is one.
    Furniture(Why),
    Weather,
    Date,
    Byline,
}

/// Gives the roles of the lines or paragraphs of a text. Where `titled`, the headline stands elsewhere.
pub(super) fn roles(lines: &[&str], titled: bool) -> Told {
    let looks: Vec<Look> = lines.iter().map(|line| look(line)).collect();
    let mut told = Told { roles: vec![(Role::Furniture, Why::Unknown); lines.len()], ..Told::default() };
    let body = looks.iter().position(|look| *look == Look::Prose).unwrap_or(lines.len());
    if !titled {
        told.title = headline(lines, &looks, body);
    }
    let head = told.title.map_or(0, |at| at + 1);
    let tail = looks.iter().rposition(|look| *look == Look::Prose).map_or(0, |at| at + 1);
    let mut listing = false;
    for (at, look) in looks.iter().enumerate() {
        listing = match look {
            Look::List => true,
            Look::Prose => listing && !ends_list(lines[at]),
            _ => listing,
        };
        told.roles[at] = match look {
            _ if told.title == Some(at) => (Role::Title, Why::LikeHeadline),
            Look::List => (Role::Furniture, Why::ListHead),
            _ if listing => (Role::Furniture, Why::ListOfStories),
            Look::Prose if at < head => (Role::Furniture, Why::AboveHeadline),
            Look::Prose => (Role::Body, Why::Sentences),
            Look::Short => short(lines, &looks, at, head, body, tail, titled),
            Look::Credit => (Role::Furniture, Why::Credit),
            Look::Furniture(why) => (Role::Furniture, *why),
            Look::Weather => (Role::Furniture, Why::Weather),
            Look::Date => (Role::Furniture, Why::DateLine),
            Look::Byline => (Role::Furniture, Why::Byline),
        };
    }
    if told.roles.iter().all(|(role, _)| matches!(role, Role::Furniture | Role::Title)) {
        only_lines(lines, &looks, &mut told);
    }
    facts(lines, &looks, body, &mut told);
    told
}

/// A text without one sentence is what it is: its lines are its body, unless they are known furniture.
fn only_lines(lines: &[&str], looks: &[Look], told: &mut Told) {
    for (at, look) in looks.iter().enumerate() {
        if *look == Look::Short && told.title != Some(at) {
            told.roles[at] = (Role::Body, Why::NoSentences);
        }
    }
    if lines.len() == 1 {
        told.roles[0] = (Role::Body, Why::NoSentences);
        told.title = None;
    }
}

fn look(line: &str) -> Look {
    let words = words(line, COUNTED_WORDS);
    if is_weather(line) {
        Look::Weather
    } else if is_credit(line) {
        Look::Credit
    } else if opens_list(line) {
        Look::List
    } else if dates::is_date_line(line) {
        Look::Date
    } else if let Some(why) = furniture_of(line, words) {
        Look::Furniture(why)
    } else if byline::of_line(line).is_some() {
        Look::Byline
    } else if words >= PARAGRAPH_WORDS || (is_sentence(line) && (words >= SENTENCE_WORDS || is_speech(line))) || is_wide(line) {
        Look::Prose
    } else {
        Look::Short
    }
}

/// Tells whether a line of a script without blanks is long enough for a sentence.
fn is_wide(line: &str) -> bool {
    if line.is_ascii() {
        return false;
    }
    let wide = line.chars().filter(|c| ('\u{2E80}'..='\u{FFEF}').contains(c)).count();
    wide >= 30 || (wide >= 8 && is_sentence(line))
}

/// After a list of other stories the story goes on only with a real paragraph, or with what somebody says and who does.
fn ends_list(line: &str) -> bool {
    is_sentence(line) && (words(line, LIST_END_WORDS) >= LIST_END_WORDS || is_attributed(line)) || is_wide(line)
}

/// Tells whether a line is a quotation with the words behind it that say whose it is: `"I will stay," Ann Holt said.`
fn is_attributed(line: &str) -> bool {
    let behind = line.rsplit(['"', '”', '“', '«', '»']).next().unwrap_or(line);
    is_speech(line) && behind.len() < line.len() && words(behind, 2) == 2
}

/// Chooses the headline among the lines before the first paragraph: the first that is like one.
fn headline(lines: &[&str], looks: &[Look], body: usize) -> Option<usize> {
    let fits = |at: &usize| looks[*at] == Look::Short && TITLE_WORDS.contains(&words(lines[*at], COUNTED_WORDS));
    let usual = |at: &usize| USUAL_TITLE_WORDS.contains(&words(lines[*at], COUNTED_WORDS));
    let head = || (0..body).filter(fits);
    let below = |at: &usize| !is_tagline(lines, *at) || !head().any(|later| later > *at && usual(&later));
    head().filter(below).find(usual).or_else(|| head().find(|at| beside_weather(looks, *at).is_none())).or_else(|| {
        // A headline that ends in a stop, and a story below it: short, and not followed by text of the same paragraph.
        let words = words(lines.get(body)?, COUNTED_WORDS);
        (words <= *USUAL_TITLE_WORDS.end() && body == 0 && lines.len() > 2 && is_headline_like(lines[body])).then_some(body)
    })
}

/// Tells whether a line stands under the paper's own name in capitals, and is about nobody: `Your valley, your paper`.
fn is_tagline(lines: &[&str], at: usize) -> bool {
    let capitals = |line: &str| line.chars().any(char::is_alphabetic) && !line.chars().any(char::is_lowercase);
    let masthead = at.checked_sub(1).is_some_and(|before| before == 0 && capitals(lines[before]));
    let words: Vec<&str> = lines[at].split_whitespace().collect();
    masthead && words.len() <= TAGLINE_WORDS && words.iter().skip(1).all(|word| word.starts_with(char::is_lowercase))
}

/// Tells whether most words of a line that ends in a stop have capitals, as headlines of the English press do.
fn is_headline_like(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    words.len() >= 3 && words.iter().all(|word| word.starts_with(|c: char| !c.is_lowercase()))
}

fn short(lines: &[&str], looks: &[Look], at: usize, head: usize, body: usize, tail: usize, titled: bool) -> (Role, Why) {
    let words = words(lines[at], SUBHEAD_WORDS + 1);
    if at < head {
        return (Role::Furniture, Why::AboveHeadline);
    }
    if looks.get(at + 1) == Some(&Look::Credit) {
        return (Role::Caption, Why::AboveCredit);
    }
    if at < body && !titled {
        let is_long = words >= STANDFIRST_WORDS;
        return if is_long { (Role::Standfirst, Why::BelowHeadline) } else { (Role::Furniture, Why::AboveStory) };
    }
    if is_sentence(lines[at]) {
        return (Role::Body, Why::Sentences); // "He agreed."
    }
    if at >= tail {
        return if titled { (Role::Body, Why::OwnText) } else { (Role::Furniture, Why::BelowStory) };
    }
    let next = looks[at + 1..].iter().find(|look| !matches!(look, Look::Furniture(_) | Look::Credit));
    match next {
        Some(Look::Prose) if words <= SUBHEAD_WORDS && !is_listed(lines[at]) => (Role::Subhead, Why::AboveParagraph),
        Some(Look::Prose | Look::Short) => (Role::Body, Why::AmongParagraphs),
        _ => (Role::Furniture, Why::AmongFurniture),
    }
}

/// Tells whether a line is an item or leads into one: `- item`, `as follows:`.
fn is_listed(line: &str) -> bool {
    line.starts_with(['-', '*', '•', '–', '·'])
        || line.ends_with([',', ';', ':'])
        || line.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase())
}

fn beside_weather(looks: &[Look], at: usize) -> Option<usize> {
    let from = at.saturating_sub(WEATHER_REACH);
    (from..(at + WEATHER_REACH + 1).min(looks.len())).find(|near| looks[*near] == Look::Weather)
}

fn facts(lines: &[&str], looks: &[Look], body: usize, told: &mut Told) {
    for (at, look) in looks.iter().enumerate() {
        if *look == Look::Byline && told.byline.is_none() && (at <= body + 1 || at + 3 >= lines.len()) {
            told.byline = byline::of_line(lines[at]).map(|names| Fact::new(names, "byline line"));
        }
        let labelled = || {
            let line = lines[at].to_lowercase();
            ["published", "posted", "first published", "date:"].iter().any(|start| line.starts_with(start))
                || dates::is_change(&line)
        };
        let dated = *look == Look::Date || matches!(look, Look::Furniture(_)) && labelled();
        if !dated || at > body + 1 {
            continue;
        }
        let said = |origin| dates::read(lines[at]).map(|day| Fact::new(day, origin));
        if dates::is_change(lines[at]) {
            told.changed = told.changed.take().or_else(|| said("date line"));
        } else if !labelled() && beside_weather(looks, at).is_some() {
            // A date beside weather is the site's clock: the day of the visit, not of the story.
            told.clock = told.clock.take().or_else(|| said(CLOCK));
        } else {
            told.published = told.published.take().or_else(|| said("date line"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The mayor of Linden resigned on Monday after a week of protests over the price of water in the city.";

    fn told(text: &str) -> Vec<(Role, &str)> {
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        roles(&lines, false).roles.into_iter().map(|(role, _)| role).zip(lines).collect()
    }

    #[test]
    fn weather_places_and_clocks_around_a_story_are_furniture() {
        let text = format!(
            "21 C\nLinden\nMonday, March 3, 2031\nMayor of Linden resigns over price of water\n{STORY}\nLatest news\n- Advertisement -spot_img\nRelated newsBridge opens"
        );
        let roles: Vec<Role> = told(&text).into_iter().map(|(role, _)| role).collect();
        use Role::{Body, Furniture, Title};
        assert_eq!(roles, [Furniture, Furniture, Furniture, Title, Body, Furniture, Furniture, Furniture]);
        let lines: Vec<&str> = text.lines().collect();
        let told = super::roles(&lines, false);
        assert_eq!(told.published, None);
        assert_eq!(told.clock, Some(Fact::new("2031-03-03", CLOCK)));
    }

    #[test]
    fn standfirst_subhead_and_caption_are_told_by_where_they_stand() {
        let text = format!(
            "Mayor Quits In Water Dispute\nProtests over prices had gone on for a whole week\nBy Ada Brandt\nPublished 3 March 2031 10:15\n{STORY}\nThe town hall of Linden, seen at dusk\nImage credit: Ada Brandt\nWhat comes next\n{STORY}"
        );
        let roles: Vec<Role> = told(&text).into_iter().map(|(role, _)| role).collect();
        use Role::{Body, Caption, Furniture, Standfirst, Subhead, Title};
        assert_eq!(roles, [Title, Standfirst, Furniture, Furniture, Body, Caption, Furniture, Subhead, Body]);
        let lines: Vec<&str> = text.lines().collect();
        let told = super::roles(&lines, false);
        assert_eq!(told.byline.unwrap().value, "Ada Brandt");
        assert_eq!(told.published.unwrap().value, "2031-03-03");
    }

    #[test]
    fn an_advertisement_or_a_link_between_paragraphs_hides_none_of_them() {
        let text = format!(
            "Mayor Quits In Water Dispute\n{STORY}\nAdvertisement\n“I am done,” she said.\nAlso read: Rain in May breaks records\nHe agreed with her at once.\n{STORY}"
        );
        assert_eq!(told(&text)[3].0, Role::Body);
        assert_eq!(told(&text)[4].0, Role::Furniture);
        assert_eq!(told(&text)[5].0, Role::Body);
    }

    #[test]
    fn a_motto_below_the_name_of_the_paper_is_no_headline() {
        let text = format!("LINDEN POST\nNews for the whole town\nMayor Brandt quits in water dispute\nBy Ada Brandt\n{STORY}");
        assert_eq!(told(&text)[2].0, Role::Title);
    }

    #[test]
    fn a_short_quotation_is_story() {
        let text = format!("Mayor Quits In Water Dispute\n{STORY}\n“I am done.”\nHe agreed.\n{STORY}");
        assert_eq!(told(&text)[2].0, Role::Body);
        assert_eq!(told(&text)[3].0, Role::Body);
    }
}
