//! `whosaid search` and `whosaid claims`: what is asked, and how is it answered?

use super::store::Place;
use super::surroundings::Surroundings;
use super::{Outcome, count, unwritten};
use crate::ask::{Filters, Listing, Match, Question, claims, corrections, each, search};
use crate::engine::{Engine, Sort, Unit};
use crate::error::{Error, Result};
use crate::model::answer::Answer;
use crate::model::corrections::Corrections;
use crate::model::query::Field;
use crate::render::{self, Shown};
use clap::{Args, ValueEnum};
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

/// Values of a facet that are told where no number is named: what a person reads at a glance.
const FACET_VALUES: &str = "20";

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  whosaid search groundless --entity \"Mirela Dastan\"\n  whosaid search '\"glass heron\" published:2031-02' --source \"Northern Ledger\"\n  whosaid claims --stance deny --format json\n  whosaid claims 'speaker:\"Mirela Dastan\" claim:evidence'\n  whosaid search hacked --facets -n 3\n  whosaid search evidence -C 1"
)]
pub(super) struct Arguments {
    /// Words, "phrases", field:value, AND OR NOT, brackets; without words, all that the filters leave, newest first
    #[arg(value_name = "QUERY")]
    query: Vec<OsString>,
    #[command(flatten)]
    filters: FilterArguments,
    /// At most this many hits; 0: all
    #[arg(short = 'n', long, value_name = "N", value_parser = count, allow_negative_numbers = true, default_value_t = 10)]
    limit: usize,
    /// Hits passed over first
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true, default_value_t = 0)]
    offset: usize,
    /// At most this many hits an article, its best; 0: all
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    per_article: Option<usize>,
    /// The order of the hits [default: relevance, or newest where there are no words]
    #[arg(long, value_name = "ORDER", value_enum)]
    sort: Option<Order>,
    /// Whether all words must occur; auto: all, then any where too few hits have all
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Matching::Auto)]
    r#match: Matching,
    /// Count all hits by source, names by type, speaker, stance and month; the N most frequent values of each [default N: 20], 0:
    /// all
    #[arg(long, value_name = "N", value_parser = count, num_args = 0..=1, require_equals = true, default_missing_value = FACET_VALUES)]
    facets: Option<usize>,
    /// Show with each hit the N passages before and behind it
    #[arg(short = 'C', long, value_name = "N", value_parser = count, allow_negative_numbers = true, default_value_t = 0)]
    context: usize,
    /// Only what the last run of `whosaid index` took in: articles that were added or changed
    #[arg(long)]
    new: bool,
    /// Show each hit, be it a copy of another or (of claims) of the same statement; jsonl, csv and trec always do
    #[arg(long)]
    no_group: bool,
    /// Show of each hit what its score is the sum of
    #[arg(long)]
    explain: bool,
    /// The query is words, without syntax
    #[arg(long)]
    plain: bool,
    /// A batch, in jsonl or trec: a file with a topic's id, a tab and a query a line
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    topics: Option<PathBuf>,
    /// How the answer is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// What narrows an answer: any value of one, and all of different ones.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters (each repeatable)")]
pub(super) struct FilterArguments {
    /// Published by
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// A name of any type is mentioned
    #[arg(long, value_name = "NAME")]
    entity: Vec<String>,
    /// A person of this name is mentioned
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// An organization of this name is mentioned
    #[arg(long, value_name = "NAME")]
    organization: Vec<String>,
    /// A place of this name is mentioned
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// Said by
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// assert, confirm, deny, allege, question, urge or predict
    #[arg(long, value_name = "STANCE")]
    stance: Vec<String>,
    /// Relayed by
    #[arg(long, value_name = "NAME")]
    via: Vec<String>,
    /// Published in or after this year, month or day
    #[arg(long, value_name = "DATE")]
    since: Vec<String>,
    /// Published in or before this year, month or day
    #[arg(long, value_name = "DATE")]
    until: Vec<String>,
    /// The article's language, as en
    #[arg(long, value_name = "LANG")]
    lang: Vec<String>,
    /// A part of the file's path
    #[arg(long, value_name = "PATH")]
    path: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Order {
    Relevance,
    Newest,
    Oldest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Matching {
    All,
    Any,
    Auto,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    /// One hit a line
    Jsonl,
    Csv,
    /// For evaluation: topic Q0 id rank score whosaid
    Trec,
    /// Of one hit alone: `show` has it.
    #[value(hide = true)]
    Annotation,
    /// Of one hit alone: `show` has it.
    #[value(hide = true)]
    Claim,
}

/// What is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Passages,
    Claims,
}

pub(super) fn run(
    arguments: &Arguments,
    what: What,
    place: &Place,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<Outcome> {
    if matches!(arguments.format, Format::Annotation | Format::Claim) {
        return Err(Error::usage(
            "annotations and claims of schema.org are of one hit: whosaid show ID --format annotation or claim, with the ID that is printed under it",
        ));
    }
    if arguments.topics.is_some() && !matches!(arguments.format, Format::Jsonl | Format::Trec) {
        return Err(Error::usage("--topics writes many answers: ask for --format jsonl or --format trec"));
    }
    if arguments.facets.is_some() && !matches!(arguments.format, Format::Human | Format::Json) {
        return Err(Error::usage("--facets counts all hits together: ask for --format human or --format json"));
    }
    if arguments.context > 0 && matches!(arguments.format, Format::Csv | Format::Trec) {
        return Err(Error::usage("-C shows passages beside hits: ask for --format human, json or jsonl"));
    }
    arguments.filters.check(around)?;
    let index = place.open(around)?;
    if let Some(file) = &arguments.topics {
        return batch(arguments, file, what, &index, around, out);
    }
    let question = question(arguments, &typed(&arguments.query), corrections(&index)?, around);
    let mut answer = match arguments.format {
        Format::Trec => listed(&mut Listing::new(&index), &question, what, "1", out)?,
        // Answers of any length: each hit is written as it is made.
        Format::Human if what == What::Passages => {
            let mut shown = Shown::default();
            let answer = each(&index, &question, unit(what), &mut |hit| {
                around.for_person(out, |out, look| shown.hit(out, &hit, None, look)).map_err(unwritten)
            })?;
            around.for_person(out, |out, look| shown.below(out, &answer, look)).map_err(unwritten)?;
            answer
        }
        Format::Csv => {
            let mut rows = render::Rows::new(out);
            let answer = each(&index, &question, unit(what), &mut |hit| rows.hit(&hit).map_err(unwritten))?;
            rows.end().map_err(unwritten)?;
            answer
        }
        Format::Jsonl => each(&index, &question, unit(what), &mut |hit| render::jsonl(out, &hit).map_err(unwritten))?,
        _ => ask(&index, &question, what)?,
    };
    answer.notices.extend(question.corrections.notices);
    answer.notices.extend(place.news(&index)?);
    write(arguments, what, &answer, around, out)?;
    if !matches!(arguments.format, Format::Json) {
        answer.notices.iter().for_each(|notice| around.say(&format!("notice: {notice}")));
    }
    if answer.total == 0 && arguments.format == Format::Human {
        around.say("nothing found");
    }
    Ok(if answer.total > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// Gives the words of the command line as one query; bytes that are not UTF-8 stand as U+FFFD, since no query is a failure.
fn typed(words: &[OsString]) -> String {
    words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn unit(what: What) -> Unit {
    match what {
        What::Passages => Unit::Passage,
        What::Claims => Unit::Claim,
    }
}

fn ask(engine: &dyn Engine, question: &Question, what: What) -> Result<Answer> {
    match what {
        What::Passages => search(engine, question),
        What::Claims => claims(engine, question),
    }
}

fn batch(
    arguments: &Arguments,
    file: &std::path::Path,
    what: What,
    engine: &dyn Engine,
    around: &Surroundings,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let failed = |error| Error::io(format!("cannot read the topics in {}", file.display()), error);
    let topics = std::fs::read_to_string(file).map_err(failed)?;
    let mut found = false;
    // An article that answers many topics is read once.
    let mut listing = Listing::new(engine);
    let corrections = corrections(engine)?;
    corrections.notices.iter().for_each(|notice| around.say(&format!("notice: {notice}")));
    for (number, line) in topics.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some((topic, typed)) = line.split_once('\t') else {
            around.say(&format!(
                "notice: line {} of {} has no tab between id and query and is left out",
                number + 1,
                file.display()
            ));
            continue;
        };
        let question = question(arguments, typed, corrections.clone(), around);
        let topic = topic.trim();
        let answer = match arguments.format {
            Format::Trec => listed(&mut listing, &question, what, topic, out)?,
            _ => each(engine, &question, unit(what), &mut |hit| render::topic_jsonl(out, topic, &hit).map_err(unwritten))?,
        };
        found |= answer.total > 0;
        answer.notices.iter().for_each(|notice| around.say(&format!("notice: {topic}: {notice}")));
    }
    Ok(if found { Outcome::Found } else { Outcome::Nothing })
}

/// Answers with a line of a run for each article.
fn listed(listing: &mut Listing<'_>, question: &Question, what: What, topic: &str, out: &mut dyn Write) -> Result<Answer> {
    let (answer, listed) = listing.list(question, unit(what))?;
    render::trec(out, topic, &listed).map_err(unwritten)?;
    Ok(answer)
}

fn write(arguments: &Arguments, what: What, answer: &Answer, around: &Surroundings, out: &mut dyn Write) -> Result<()> {
    match arguments.format {
        // What a statement is, is told when all are known.
        Format::Human if what == What::Claims => around.for_person(out, |out, look| render::answer(out, answer, look)),
        Format::Json => render::json(out, answer),
        // Written as they were found.
        Format::Human | Format::Jsonl | Format::Csv | Format::Trec => Ok(()),
        // Told before anything is asked.
        Format::Annotation | Format::Claim => Ok(()),
    }
    .map_err(unwritten)
}

fn question(arguments: &Arguments, typed: &str, corrections: Corrections, around: &Surroundings) -> Question {
    let no_words = typed.trim().is_empty();
    Question {
        typed: typed.to_owned(),
        plain: arguments.plain,
        filters: arguments.filters.filters(),
        matching: match arguments.r#match {
            Matching::All => Match::All,
            Matching::Any => Match::Any,
            Matching::Auto => Match::Auto,
        },
        sort: match arguments.sort {
            Some(Order::Relevance) => Sort::Relevance,
            Some(Order::Newest) => Sort::Newest,
            Some(Order::Oldest) => Sort::Oldest,
            None if no_words => Sort::Newest,
            None => Sort::Relevance,
        },
        limit: arguments.limit,
        offset: arguments.offset,
        // A run of an evaluation lists articles, each once.
        per_article: if arguments.format == Format::Trec { Some(1) } else { arguments.per_article.filter(|most| *most > 0) },
        // A list for a program or a spreadsheet has a line for every hit.
        group: !arguments.no_group && matches!(arguments.format, Format::Human | Format::Json),
        explain: arguments.explain,
        facets: arguments.facets,
        context: arguments.context,
        only_new: arguments.new,
        corrections,
        today: around.today(),
        here: around.here.clone(),
    }
}

impl FilterArguments {
    /// Refuses dates that are none, or between which no day lies.
    pub(super) fn check(&self, around: &Surroundings) -> Result<()> {
        self.filters().check(around.today())
    }

    /// Gives the filters as the library takes them.
    pub(super) fn filters(&self) -> Filters {
        let values = [
            (Field::Source, &self.source),
            (Field::Entity, &self.entity),
            (Field::Person, &self.person),
            (Field::Organization, &self.organization),
            (Field::Place, &self.place),
            (Field::Speaker, &self.speaker),
            (Field::Stance, &self.stance),
            (Field::Via, &self.via),
            (Field::Lang, &self.lang),
            (Field::Path, &self.path),
        ];
        Filters {
            values: values.into_iter().map(|(field, values)| (field, values.clone())).collect(),
            since: self.since.clone(),
            until: self.until.clone(),
        }
    }
}
