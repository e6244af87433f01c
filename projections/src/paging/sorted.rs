//! One table in several orders.

/// Names orders of a table: each by a column, then by the position at which the row was first written.
macro_rules! sorted {
    ($row:ty; $($(#[$doc:meta])* $name:ident: $column:literal as $sql_type:literal, $field:ident: $type:ty, $descending:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(serde::Deserialize)]
            #[serde(transparent)]
            struct $name($row);

            impl $crate::paging::Listed for $name {
                const FROM: &'static str = <$row as $crate::contract::Row>::SHAPE.table;
                const ORDER: &'static [(&'static str, &'static str)] = &[($column, $sql_type), ("r.position", "bigint")];
                const DESCENDING: bool = $descending;
                type Place = ($type, i64);

                fn place(&self) -> Self::Place {
                    (self.0.$field, self.0.position)
                }
            }

            impl From<$name> for $row {
                fn from(row: $name) -> Self {
                    row.0
                }
            }
        )*

        /// A page of the list in one of its orders.
        async fn listed<R: $crate::paging::Listed + Into<$row>>(
            connection: &mut sqlx::PgConnection,
            estate: domain::units::EstateId,
            page: &$crate::paging::Page,
            filter: impl Fn(&mut sqlx::QueryBuilder<'static, sqlx::Postgres>) + Send,
        ) -> Result<$crate::paging::Slice<$row>, $crate::paging::ReadError> {
            let slice = $crate::paging::list::<R>(connection, estate, page, filter).await?;
            let plain = |edge: $crate::paging::Edge<R>| $crate::paging::Edge { cursor: edge.cursor, node: edge.node.into() };
            let edges = slice.edges.into_iter().map(plain).collect();
            Ok($crate::paging::Slice { edges, has_next_page: slice.has_next_page, total: slice.total })
        }
    };
}
pub(crate) use sorted;
