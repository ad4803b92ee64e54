//! Lists page by page, as streams.

use std::future::Future;

use futures_util::stream::{self, BoxStream, StreamExt as _, TryStreamExt as _};
use tokio::task::JoinSet;

use super::Client;
use super::builder::Checks;
use super::call::{Call, Manner};
#[cfg(feature = "blocking")]
use crate::blocking::Driver;
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
/// is fetched ahead, but for one page after [`prefetch`](Self::prefetch).
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
    ahead: Ahead,
}

/// Whether a page is fetched before it is asked for, and where that is done.
#[derive(Debug, Clone)]
enum Ahead {
    /// None is.
    Nothing,
    /// One is, by a task.
    InTask,
    /// One is, on a thread of its own, for a transport that blocks would keep a task from giving way to others.
    #[cfg(feature = "blocking")]
    OnThread(Driver),
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
        Self {
            client: client.clone(),
            request: request.clone(),
            manner: Manner::of(&client.shared.options),
            ahead: Ahead::Nothing,
        }
    }

    /// Fetches the next page while the present one is read: never more than one ahead, and none before the stream is read.
    /// Dropping the stream ends the fetching. It needs a Tokio runtime, for it is done by a task of its own.
    ///
    /// An error is told where its page would be, after all rows before it.
    ///
    /// ```no_run
    /// # async fn example<P>(client: &docwright_runtime::Client, request: &P) -> Result<(), docwright_runtime::Error>
    /// # where P: docwright_runtime::Paged, P::Item: std::fmt::Debug {
    /// use futures_util::TryStreamExt as _;
    ///
    /// let mut rows = client.pages(request).prefetch().items();
    /// while let Some(row) = rows.try_next().await? {
    ///     println!("{row:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn prefetch(mut self) -> Self {
        self.ahead = Ahead::InTask;
        self
    }

    /// The same for a client that blocks.
    #[cfg(feature = "blocking")]
    pub(crate) fn prefetch_on_thread(mut self, driver: Driver) -> Self {
        self.ahead = Ahead::OnThread(driver);
        self
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
        let ahead = self.ahead.clone();
        let next = match Reading::begin(self, pagination) {
            Ok(reading) => Next::Wanted(reading),
            Err(error) => Next::Failed(error),
        };
        stream::try_unfold((next, ahead), |(next, ahead)| async move {
            let Some((page, next)) = next.page().await? else { return Ok(None) };
            Ok(Some((page, (next.ahead(&ahead), ahead))))
        })
        .boxed()
    }
}

/// What comes after a page.
enum Next<P: Paged> {
    /// A page that is fetched when it is asked for.
    Wanted(Reading<P>),
    /// A page that a task or a thread is fetching. Dropping the set, which has this one task, ends it; a thread is left to
    /// itself until it is done.
    Fetching(JoinSet<Outcome<P>>),
    /// An error.
    Failed(Error),
}

/// A page and what comes after it; nothing at the end.
type Outcome<P> = Result<Option<(Page<<P as Paged>::Item>, Next<P>)>, Error>;

impl<P: Paged> Next<P> {
    async fn page(self) -> Outcome<P> {
        match self {
            Self::Wanted(reading) => reading.next().await,
            Self::Failed(error) => Err(error),
            Self::Fetching(mut task) => match task.join_next().await {
                Some(Ok(outcome)) => outcome,
                Some(Err(failure)) if failure.is_panic() => std::panic::resume_unwind(failure.into_panic()),
                // Nobody but the runtime ends the task, and only when it is shut down itself.
                _ => Err(Error::configuration("the runtime was shut down while a page was fetched")),
            },
        }
    }

    /// Begins to fetch the page, if that is wanted and there may be one.
    fn ahead(self, ahead: &Ahead) -> Self {
        let mut task = JoinSet::new();
        match (self, ahead) {
            (Self::Wanted(reading), Ahead::InTask) if !reading.ended => {
                task.spawn(within_span(reading.next()));
            }
            #[cfg(feature = "blocking")]
            (Self::Wanted(reading), Ahead::OnThread(driver)) if !reading.ended => {
                let (work, driver) = (within_span(reading.next()), driver.clone());
                task.spawn_blocking(move || driver.run(work));
            }
            (next, _) => return next,
        }
        Self::Fetching(task)
    }
}

/// Lets a task belong to the span of the one who begins it.
#[cfg(feature = "tracing")]
fn within_span<F: Future>(work: F) -> impl Future<Output = F::Output> {
    tracing::Instrument::in_current_span(work)
}

#[cfg(not(feature = "tracing"))]
fn within_span<F: Future>(work: F) -> F {
    work
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
    async fn next(mut self) -> Outcome<P> {
        if self.ended {
            return Ok(None);
        }
        set_integer(&mut self.pages.request, self.pagination.page, self.next)?;
        let Pages { client, request, manner, .. } = &self.pages;
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
                Next::Failed(Error::Incomplete { operation: P::META.name, missing, total: total.unwrap_or_default() })
            }
            _ => Next::Wanted(self),
        };
        match after {
            // An empty page after others says only that they were the last ones.
            Next::Wanted(reading) if came == 0 && page.number > reading.first => Ok(None),
            Next::Failed(error) if came == 0 => Err(error),
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
