//! Lists page by page, as iterators.

use std::fmt;

use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;

use super::driver::Driver;
use crate::client::Page;
use crate::error::Error;
use crate::{Paged, Pages as AsyncPages};

/// A list that is fetched page by page while it is iterated over, as [the asynchronous one](crate::Pages) is. Nothing is
/// fetched ahead, but for one page after [`prefetch`](Self::prefetch).
#[derive(Debug, Clone)]
#[must_use = "a list is fetched while it is iterated over"]
pub struct Pages<P> {
    pages: AsyncPages<P>,
    driver: Driver,
}

impl<P: Paged> Pages<P> {
    pub(super) const fn new(pages: AsyncPages<P>, driver: Driver) -> Self {
        Self { pages, driver }
    }

    /// Fetches the next page on another thread while the present one is read: never more than one ahead, and none before the
    /// list is iterated over. Dropping the iterator does not wait for a page that is being fetched; it is thrown away.
    ///
    /// An error is told where its page would be, after all rows before it.
    pub fn prefetch(self) -> Self {
        Self { pages: self.pages.prefetch_on_thread(self.driver.clone()), driver: self.driver }
    }

    /// Sends the requests although they are not what their document demands; see
    /// [`ClientBuilder::unchecked`](crate::ClientBuilder::unchecked).
    pub fn unchecked(self) -> Self {
        Self { pages: self.pages.unchecked(), driver: self.driver }
    }

    /// The rows, one after another.
    pub fn items(self) -> Fetched<P::Item> {
        Fetched { stream: self.pages.items(), driver: self.driver }
    }

    /// The pages, one after another.
    pub fn pages(self) -> Fetched<Page<P::Item>> {
        Fetched { stream: self.pages.pages(), driver: self.driver }
    }
}

/// What is fetched while it is iterated over. An error is the last thing that comes.
#[must_use = "nothing is fetched unless it is iterated over"]
pub struct Fetched<T> {
    stream: BoxStream<'static, Result<T, Error>>,
    driver: Driver,
}

impl<T> Iterator for Fetched<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.driver.run(self.stream.next())
    }
}

impl<T> fmt::Debug for Fetched<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Fetched").finish_non_exhaustive()
    }
}
