//! What can be asked: the estate's books as they are, with a way down from every figure to its events.

mod articles;
mod books;
mod cellar;
mod drm;
mod parties;
mod people;
mod sales;
mod stock;

use async_graphql::MergedObject;

/// Questions.
#[derive(MergedObject, Default)]
#[graphql(name = "Query")]
pub struct Query(
    people::PeopleQuery,
    books::BooksQuery,
    cellar::CellarQuery,
    stock::StockQuery,
    sales::SalesQuery,
    articles::ArticlesQuery,
    drm::DrmQuery,
    parties::PartiesQuery,
);
