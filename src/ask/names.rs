//! What is there to filter by: entities and sources, how often, under which other names?

use super::aliases::Aliases;
use super::filters::several;
use super::{depth, mixed};
use crate::corpus::ALIASES_FILE;
use crate::engine::{Engine, NameCount, NameSet};
use crate::error::Result;
use crate::model::alike::{Alike, Pair};
use crate::model::answer::{AliasView, NameView, Names, WithView};
use crate::model::corrections::NameRules;
use crate::model::document::{Depth, EntityKind};
use crate::model::id::ArticleId;
use crate::model::normal::name_key;
use crate::model::query::Pattern;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A question for names.
#[derive(Clone, Debug)]
pub struct NameQuestion {
    pub which: NameSet,
    /// Part of a name, or a pattern of the whole name with `*` or `?`; empty: all.
    pub pattern: String,
    pub kind: Option<EntityKind>,
    /// At most this many; 0: all.
    pub limit: usize,
}

/// Names that are mentioned together with one are listed up to this many: what a person reads at a glance.
const COMPANY: usize = 5;

/// Finds names, those in most articles first. Names that are one are one of them, called by the fullest of its names.
///
/// # Errors
/// Where the store cannot be read.
pub fn names(engine: &dyn Engine, question: &NameQuestion, rules: &NameRules) -> Result<Names> {
    let aliases = Aliases { engine, rules };
    let all = united(&aliases, question.which)?;
    let pattern = question.pattern.contains(['*', '?']).then(|| Pattern::name(&question.pattern));
    let wanted = name_key(&question.pattern);
    let of_kind = |kind: Option<EntityKind>| question.kind.is_none_or(|wanted| kind == Some(wanted));
    let mut meant = BTreeSet::new();
    let mut notices = Vec::new();
    if question.which == NameSet::Entities && pattern.is_none() {
        // A short form finds the names that it stands for.
        let mut long: BTreeMap<String, String> = BTreeMap::new();
        let pairs = aliases.pairs(Some(&wanted))?.into_iter();
        for pair in pairs.filter(|pair| pair.kind.is_none_or(|kind| of_kind(Some(kind)))) {
            let (name, alias) = (name_key(&pair.name), name_key(&pair.alias));
            if name != wanted && alias != wanted {
                continue;
            }
            meant.extend([name.clone(), alias.clone()]);
            if alias == wanted && name != wanted {
                long.insert(name, pair.name);
            }
        }
        if long.len() > 1 {
            notices.push(several(&wanted, long.values()));
        }
    }
    let fits = |one: &&One| {
        let is_named = one.keys.iter().any(|key| match &pattern {
            Some(pattern) => pattern.fits(key),
            None => wanted.is_empty() || key.contains(&wanted) || meant.contains(key),
        });
        of_kind(one.kind) && is_named
    };
    let mut found: Vec<&One> = all.iter().filter(fits).collect();
    found.sort_by_key(|one| (!one.keys.contains(&wanted), Reverse(one.articles.len()), one.kind, &one.keys[0]));
    let total = found.len() as u64;
    if question.limit > 0 {
        found.truncate(question.limit);
    }
    let company = Company::new(if question.which == NameSet::Entities { &all } else { &[] });
    let values: Vec<NameView> =
        found.into_iter().map(|one| view(&aliases, question.which, one, &company)).collect::<Result<_>>()?;
    notices.extend(depth::notices(engine, Depth::Claims)?);
    notices.extend(mixed::asked_for([question.pattern.as_str()]));
    let mut seen = mixed::Seen::default();
    let whose = if question.which == NameSet::Sources { "a source" } else { "what is mentioned" };
    values.iter().for_each(|value| seen.name(whose, Some(&value.name)));
    notices.extend(seen.notices());
    Ok(Names { total, values, notices })
}

/// Counts what [`names`] lists.
///
/// # Errors
/// Where the store cannot be read.
pub fn count_names(engine: &dyn Engine, which: NameSet, rules: &NameRules) -> Result<u64> {
    Ok(united(&Aliases { engine, rules }, which)?.len() as u64)
}

/// One thing under all its names.
struct One {
    /// Its fullest name.
    name: String,
    /// The normal forms of its names, that of the fullest first; all but that one occur.
    keys: Vec<String>,
    kind: Option<EntityKind>,
    /// Ascending.
    articles: Vec<ArticleId>,
    sources: BTreeSet<String>,
    first: Option<i64>,
    latest: Option<i64>,
}

/// Gives what can be filtered by, ordered by type and normal form, names that are one as one.
fn united(aliases: &Aliases<'_>, which: NameSet) -> Result<Vec<One>> {
    let alike = if which == NameSet::Entities { Alike::new(&aliases.pairs(None)?) } else { Alike::default() };
    let mut united: BTreeMap<(Option<EntityKind>, String), One> = BTreeMap::new();
    for count in aliases.engine.names(which)? {
        let NameCount { name, key, kind, articles, sources, first, latest } = count;
        let root = alike.root(kind, &key).to_owned();
        let one = united.entry((kind, root.clone())).or_insert_with(|| One {
            name: alike.name(kind, &root).unwrap_or(&name).to_owned(),
            keys: vec![root.clone()],
            kind,
            articles: Vec::new(),
            sources: BTreeSet::new(),
            first: None,
            latest: None,
        });
        one.articles.extend(articles);
        one.sources.extend(sources);
        one.first = one.first.into_iter().chain(first).min();
        one.latest = one.latest.max(latest);
        match key == root {
            true if aliases.rules.leads(&key, kind) => {}
            true => one.name = name,
            false => one.keys.push(key),
        }
    }
    let mut united: Vec<One> = united.into_values().collect();
    for one in &mut united {
        one.articles.sort_unstable();
        one.articles.dedup();
    }
    Ok(united)
}

fn view(aliases: &Aliases<'_>, which: NameSet, one: &One, company: &Company<'_>) -> Result<NameView> {
    let (passages, claims) = aliases.engine.occurrences(which, one.kind, &one.keys)?;
    let mut others: BTreeMap<(String, String), AliasView> = BTreeMap::new();
    for key in one.keys.iter().filter(|_| which == NameSet::Entities) {
        for view in others_of(aliases, key, one.kind)? {
            let other = name_key(&view.name);
            if other != one.keys[0] {
                others.entry((other, view.because.clone())).or_insert(view);
            }
        }
    }
    let mut others: Vec<AliasView> = others.into_values().collect();
    others.sort();
    Ok(NameView {
        name: one.name.clone(),
        kind: one.kind,
        aliases: others,
        articles: one.articles.len() as u64,
        passages,
        claims,
        sources: one.sources.len() as u64,
        with: company.of(one),
        first: one.first.and_then(day),
        latest: one.latest.and_then(day),
    })
}

/// Gives the other forms of a name, each with who says so.
fn others_of(aliases: &Aliases<'_>, key: &str, kind: Option<EntityKind>) -> Result<Vec<AliasView>> {
    let other = |name: &str, alias: &str| (if name_key(alias) == key { name } else { alias }).to_owned();
    let mut declared: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
    for (fact, article) in aliases.engine.aliases(key)?.into_iter().filter(|(fact, _)| Some(fact.kind) == kind) {
        let pair = Pair { kind: Some(fact.kind), name: fact.name, alias: fact.alias };
        let turned = Pair { kind: pair.kind, name: pair.alias.clone(), alias: pair.name.clone() };
        if aliases.rules.apply(vec![pair.clone()]).iter().any(|held| *held == pair || *held == turned) {
            declared.entry(other(&pair.name, &pair.alias)).or_default().push(article);
        }
    }
    let mut views: Vec<AliasView> = Vec::new();
    for pair in aliases.pairs(Some(key))?.into_iter().filter(|pair| pair.fits(kind)) {
        let name = other(&pair.name, &pair.alias);
        if !declared.contains_key(&name) && !aliases.rules.same.contains(&pair) {
            views.push(AliasView { name, because: "on the program's list of names".to_owned() });
        }
    }
    views.extend(declared.into_iter().map(|(name, articles)| AliasView { name, because: because(&articles) }));
    for pair in aliases.rules.same.iter().filter(|pair| pair.fits(kind)) {
        if [&pair.name, &pair.alias].iter().any(|name| name_key(name) == key) {
            let because = format!("said in {ALIASES_FILE}");
            views.push(AliasView { name: other(&pair.name, &pair.alias), because });
        }
    }
    Ok(views)
}

/// Says where a short form is declared; `articles` is never empty.
fn because(articles: &[ArticleId]) -> String {
    match articles {
        [one] => format!("declared in article {one}"),
        [first, ..] => format!("declared in {} articles, as in {first}", articles.len()),
        [] => String::new(),
    }
}

/// Which names stand in which articles.
struct Company<'a> {
    all: &'a [One],
    /// Each article with the places of its names in `all`, ascending.
    held: Vec<(ArticleId, usize)>,
}

impl<'a> Company<'a> {
    fn new(all: &'a [One]) -> Company<'a> {
        let names = all.iter().enumerate();
        let mut held: Vec<(ArticleId, usize)> =
            names.flat_map(|(at, one)| one.articles.iter().map(move |article| (*article, at))).collect();
        held.sort_unstable();
        Company { all, held }
    }

    /// Gives the names that stand in most of the same articles. What it costs grows with how often they do.
    fn of(&self, one: &One) -> Vec<WithView> {
        let mut met: Vec<usize> = Vec::new();
        let mut rest = self.held.as_slice();
        for article in &one.articles {
            // Both are in order: what lies before is passed over once.
            rest = &rest[rest.partition_point(|(before, _)| before < article)..];
            met.extend(rest.iter().take_while(|(of, _)| of == article).map(|(_, name)| *name));
        }
        met.sort_unstable();
        let counted = met.chunk_by(|one, other| one == other).map(|times| (&self.all[times[0]], times.len() as u64));
        let others = counted.filter(|(other, _)| !std::ptr::eq(*other, one));
        let mut together: Vec<(u64, &str)> = others.map(|(other, articles)| (articles, other.name.as_str())).collect();
        together.sort_by_key(|(articles, name)| (Reverse(*articles), *name));
        together.into_iter().take(COMPANY).map(|(articles, name)| WithView { name: name.to_owned(), articles }).collect()
    }
}

fn day(seconds: i64) -> Option<String> {
    crate::model::time::iso_day(seconds)
}
