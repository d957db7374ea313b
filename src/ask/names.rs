//! What is there to filter by: entities and sources, how often, under which other names?

use super::aliases::Aliases;
use super::filters::several;
use crate::corpus::ALIASES_FILE;
use crate::engine::{Engine, NameCount, NameSet};
use crate::error::Result;
use crate::model::alike::Pair;
use crate::model::answer::{AliasView, NameView, Names, WithView};
use crate::model::corrections::NameRules;
use crate::model::document::EntityKind;
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

/// Finds names, those in most articles first.
///
/// # Errors
/// Where the store cannot be read.
pub fn names(engine: &dyn Engine, question: &NameQuestion, rules: &NameRules) -> Result<Names> {
    let aliases = Aliases { engine, rules };
    let all = engine.names(question.which)?;
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
    let fits = |count: &&NameCount| {
        let is_named = match &pattern {
            Some(pattern) => pattern.fits(&count.key),
            None => wanted.is_empty() || count.key.contains(&wanted) || meant.contains(&count.key),
        };
        of_kind(count.kind) && is_named
    };
    let mut found: Vec<&NameCount> = all.iter().filter(fits).collect();
    found.sort_by_key(|count| (count.key != wanted, Reverse(count.articles.len()), count.kind, count.key.clone()));
    let total = found.len() as u64;
    if question.limit > 0 {
        found.truncate(question.limit);
    }
    let mut by_article: BTreeMap<ArticleId, Vec<&NameCount>> = BTreeMap::new();
    for count in all.iter().filter(|_| question.which == NameSet::Entities) {
        count.articles.iter().for_each(|article| by_article.entry(*article).or_default().push(count));
    }
    let mut values = Vec::with_capacity(found.len());
    for count in found {
        values.push(view(&aliases, question.which, count, &by_article)?);
    }
    Ok(Names { total, values, notices })
}

fn view(
    aliases: &Aliases<'_>,
    which: NameSet,
    count: &NameCount,
    by_article: &BTreeMap<ArticleId, Vec<&NameCount>>,
) -> Result<NameView> {
    let (passages, claims) = aliases.engine.occurrences(which, count.kind, &count.key)?;
    let aliases = if which == NameSet::Entities { others(aliases, count)? } else { Vec::new() };
    Ok(NameView {
        name: count.name.clone(),
        kind: count.kind,
        aliases,
        articles: count.articles.len() as u64,
        passages,
        claims,
        sources: count.sources,
        with: company(count, by_article),
        first: count.first.and_then(day),
        latest: count.latest.and_then(day),
    })
}

/// Gives the other forms of a name, each with who says so.
fn others(aliases: &Aliases<'_>, count: &NameCount) -> Result<Vec<AliasView>> {
    let other = |name: &str, alias: &str| (if name_key(alias) == count.key { name } else { alias }).to_owned();
    let mut declared: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
    for (fact, article) in aliases.engine.aliases(&count.key)?.into_iter().filter(|(fact, _)| Some(fact.kind) == count.kind) {
        let pair = Pair { kind: Some(fact.kind), name: fact.name, alias: fact.alias };
        if aliases.rules.apply(vec![pair.clone()]).contains(&pair) {
            declared.entry(other(&pair.name, &pair.alias)).or_default().push(article);
        }
    }
    let mut views: Vec<AliasView> = Vec::new();
    for pair in aliases.pairs(Some(&count.key))?.into_iter().filter(|pair| pair.fits(count.kind)) {
        let name = other(&pair.name, &pair.alias);
        if !declared.contains_key(&name) && !aliases.rules.same.contains(&pair) {
            views.push(AliasView { name, because: "on the program's list of names".to_owned() });
        }
    }
    views.extend(declared.into_iter().map(|(name, articles)| AliasView { name, because: because(&articles) }));
    for pair in aliases.rules.same.iter().filter(|pair| pair.fits(count.kind)) {
        if [&pair.name, &pair.alias].iter().any(|name| name_key(name) == count.key) {
            let because = format!("said in {ALIASES_FILE}");
            views.push(AliasView { name: other(&pair.name, &pair.alias), because });
        }
    }
    views.sort();
    views.dedup();
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

/// Gives the names that stand in most of the same articles.
fn company(count: &NameCount, by_article: &BTreeMap<ArticleId, Vec<&NameCount>>) -> Vec<WithView> {
    let mut together: BTreeMap<(Option<EntityKind>, &str), (u64, &str)> = BTreeMap::new();
    for other in count.articles.iter().filter_map(|article| by_article.get(article)).flatten() {
        if (other.kind, &other.key) != (count.kind, &count.key) {
            together.entry((other.kind, &other.key)).or_insert((0, &other.name)).0 += 1;
        }
    }
    let mut together: Vec<(u64, &str)> = together.into_values().collect();
    together.sort_by_key(|(articles, name)| (Reverse(*articles), *name));
    together.into_iter().take(COMPANY).map(|(articles, name)| WithView { name: name.to_owned(), articles }).collect()
}

fn day(seconds: i64) -> Option<String> {
    crate::model::time::iso_day(seconds)
}
