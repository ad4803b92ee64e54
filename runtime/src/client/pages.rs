//! Lists page by page, as streams.

use futures_util::stream::{self, BoxStream, StreamExt as _, TryStreamExt as _};

use super::Client;
use super::builder::Checks;
use super::call::{Call, Manner};
use crate::error::Error;
use crate::operation::{Api as _, Operation, Pagination};
use crate::{Model, Slot, SlotMut, SlotRef};

/// An operation that gives a list page by page. Generated for the operations that have the parameters and fields which
/// the API's [`Pagination`] names.
pub trait Paged: Operation + Clone {
    /// A row of the list.
    type Item: Send + 'static;

    /// Takes the rows out of an answer.
    fn take_items(output: &mut Self::Output) -> Vec<Self::Item>;
}

/// A list that is fetched page by page while its stream is read, beginning with the page that the request names. Nothing
/// is fetched ahead.
///
/// The size of the pages is what the request says, but not more than the vendor gives: larger ones would be cut without
/// a word. At the end the rows are counted; if there are fewer than the vendor says there are, the last thing in the
/// stream is [`Error::Incomplete`].
#[derive(Debug, Clone)]
#[must_use = "a list is fetched while its stream is read"]
pub struct Pages<P> {
    client: Client,
    request: P,
    manner: Manner,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<T> {
    /// Its number; a request for this page resumes here.
    pub number: i64,
    /// Its rows.
    pub items: Vec<T>,
    /// How many rows all pages have together, if the vendor says.
    pub total: Option<i64>,
}

impl<P: Paged> Pages<P> {
    pub(super) fn new(client: &Client, request: &P) -> Self {
        Self { client: client.clone(), request: request.clone(), manner: Manner::of(&client.shared.options) }
    }

    /// Sends the requests although they are not what their document demands; see
    /// [`ClientBuilder::unchecked`](crate::ClientBuilder::unchecked).
    pub fn unchecked(mut self) -> Self {
        self.manner.checks = Checks::Nothing;
        self
    }

    /// The rows, one after another.
    pub fn items(self) -> BoxStream<'static, Result<P::Item, Error>> {
        self.pages().map_ok(|page| stream::iter(page.items).map(Ok)).try_flatten().boxed()
    }

    /// The pages, one after another.
    pub fn pages(self) -> BoxStream<'static, Result<Page<P::Item>, Error>> {
        let Some(pagination) = P::Api::META.pagination else {
            return stream::once(async { Err(Error::configuration("the API says nothing about pages")) }).boxed();
        };
        let reading = Reading::begin(self, pagination);
        stream::try_unfold(reading, |reading| async { reading?.next().await }).boxed()
    }
}

/// A list that is being read.
struct Reading<P> {
    pages: Pages<P>,
    pagination: &'static Pagination,
    next: i64,
    size: Option<i64>,
    first: i64,
    /// The rows on the pages that were skipped, and those that came; `None` if nobody knows how many were skipped.
    counted: Option<i64>,
    ended: bool,
}

impl<P: Paged> Reading<P> {
    fn begin(mut pages: Pages<P>, pagination: &'static Pagination) -> Result<Self, Error> {
        let most = pagination.max_size.and_then(|most| i64::try_from(most).ok());
        let asked = integer(&pages.request, pagination.size);
        let size = match (asked, most) {
            (Some(asked), Some(most)) => Some(asked.min(most)),
            (asked, most) => asked.or(most),
        };
        if let Some(size) = size {
            set_integer(&mut pages.request, pagination.size, size)?;
        }
        let first = integer(&pages.request, pagination.page).unwrap_or(1).max(1);
        let counted = if first == 1 { Some(0) } else { size.and_then(|size| size.checked_mul(first - 1)) };
        Ok(Self { pages, pagination, next: first, size, first, counted, ended: false })
    }

    /// The next page, and what is left to read.
    async fn next(mut self) -> Result<Option<(Page<P::Item>, Result<Self, Error>)>, Error> {
        if self.ended {
            return Ok(None);
        }
        set_integer(&mut self.pages.request, self.pagination.page, self.next)?;
        let Pages { client, request, manner } = &self.pages;
        let mut output = Call::with(client, request, *manner).await?;
        let total = self.pagination.total.and_then(|name| integer_of(&output, name));
        let page = Page { number: self.next, items: P::take_items(&mut output), total };
        let came = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
        self.counted = self.counted.and_then(|counted| counted.checked_add(came));
        self.next = self.next.saturating_add(1);
        let missing = total.zip(self.counted).map(|(total, counted)| total - counted);
        // A vendor that says how many rows there are is asked until they are there or nothing comes any more: it may
        // give less than a full page without a word. Otherwise a page that is not full is the last one.
        self.ended = came == 0
            || match missing {
                Some(missing) => missing <= 0,
                None => self.size.is_some_and(|size| came < size),
            };
        let after = match missing {
            Some(missing) if self.ended && missing > 0 => {
                Err(Error::Incomplete { operation: P::META.name, missing, total: total.unwrap_or_default() })
            }
            _ => Ok(self),
        };
        match after {
            // An empty page after others says only that they were the last ones.
            Ok(reading) if came == 0 && page.number > reading.first => Ok(None),
            Err(error) if came == 0 => Err(error),
            after => Ok(Some((page, after))),
        }
    }
}

/// The integer in a field of a model, however the document calls its type.
fn integer(model: &dyn Model, name: &str) -> Option<i64> {
    let index = model.table().names.iter().position(|known| *known == name)?;
    let mut found = None;
    model.with_slots(&mut |slots| {
        found = slots.get(index).and_then(|slot| match slot.view() {
            SlotRef::Integer(value) => Some(value),
            SlotRef::Text(text) => text.trim().parse().ok(),
            SlotRef::Number(number) => number.as_str().parse().ok(),
            _ => None,
        });
    });
    found
}

fn integer_of(output: &dyn Slot, name: &str) -> Option<i64> {
    match output.view() {
        SlotRef::Model(model) => integer(model, name),
        _ => None,
    }
}

fn set_integer(model: &mut dyn Model, name: &'static str, value: i64) -> Result<(), Error> {
    let index = model.table().names.iter().position(|known| *known == name);
    let mut done = false;
    model.change(&mut |slots, _| {
        let Some(slot) = index.and_then(|index| slots.get_mut(index)) else { return };
        done = true;
        match slot.open() {
            SlotMut::Integer(place) => *place = value,
            SlotMut::Text(place) => *place = value.to_string(),
            SlotMut::Number(place) => *place = value.into(),
            _ => done = false,
        }
    });
    if done { Ok(()) } else { Err(Error::configuration(format!("`{name}` is no parameter that can hold a number"))) }
}
