//! What a misspelt name may have meant.

/// How alike two names have to be, by the measure of Jaro and Winkler; 1 is the same.
const LEAST: f64 = 0.85;

/// Whether one name can be a slip of the other: Jaro and Winkler take all that begins alike for alike, however much follows.
fn is_near(left: &str, right: &str) -> bool {
    let longest = left.chars().count().max(right.chars().count());
    strsim::osa_distance(left, right) <= 1 + longest / 4
}

/// The name that is most like a misspelt one, if any is like it at all.
///
/// ```
/// use docwright::spec::similar;
/// assert_eq!(similar("get_coupn_center", ["get_coupon_center", "get_unit"]), Some("get_coupon_center"));
/// assert_eq!(similar("page", ["rows"]), None);
/// assert_eq!(similar("request", ["request.Goods.kind"]), None);
/// ```
pub fn similar<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    let likeness = |known: &'n str| {
        let lower = known.to_lowercase();
        is_near(&name, &lower).then(|| (strsim::jaro_winkler(&name, &lower), known))
    };
    let best = known.into_iter().filter_map(likeness).filter(|(likeness, _)| *likeness >= LEAST);
    // The first in order among equals, so that the same input gives the same words.
    best.max_by(|left, right| left.0.total_cmp(&right.0).then_with(|| right.1.cmp(left.1))).map(|(_, known)| known)
}

/// A help that begins with the name that may have been meant.
pub fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>, help: &str) -> String {
    similar(name, known).map_or_else(|| help.to_owned(), |known| format!("did you mean `{known}`? {help}"))
}
