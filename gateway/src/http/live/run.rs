use async_graphql::parser::types::OperationType;
use async_graphql::{Request, Response, ServerError};
use futures::future::ready;
use futures::stream::{self, BoxStream, StreamExt};

use super::Caller;
use crate::access::Trespass;
use crate::graphql::{execute, follow};
use crate::http::Served;
use crate::http::answer::nothing_ran;
use crate::http::ask::{Ask, Operation};
use crate::http::graphql::{forbidden, stale};
use crate::http::problem::with_codes;
use crate::http::reader::Reader;

/// A request that was read and is within the bounds.
pub struct Prepared {
    /// The request.
    pub request: Request,
    /// Its operation, where one can be told.
    pub operation: Option<Operation>,
    /// The position that the answer has to show at least.
    pub position: Option<i64>,
}

/// What an operation gives.
#[derive(Debug)]
pub enum Given {
    /// An answer.
    Next(Box<Response>),
    /// The only and last: nothing of it ran.
    Refused(Vec<ServerError>),
}

impl Prepared {
    /// Reads the document. What is no GraphQL, or too much of it, is answered at once.
    pub fn of(ask: Ask) -> Result<Self, Box<Response>> {
        let position = ask.consistent_with;
        let (request, operation) = ask.parse()?;
        Ok(Self { request, operation, position })
    }

    /// True for a subscription.
    pub fn is_subscription(&self) -> bool {
        self.operation.as_ref().is_some_and(|operation| operation.kind == OperationType::Subscription)
    }

    /// The engine follows fields, and not the fragments that hold them; several would be against the specification
    /// (GraphQL, October 2021, 5.2.3.1).
    fn is_several(&self) -> bool {
        self.is_subscription() && self.operation.as_ref().is_some_and(|operation| !operation.lone)
    }
}

/// Carries an operation out, whatever its kind, and gives its answers with codes and sentences. A subscription goes on
/// after `after`, where that is given. Nothing is done but when the next answer is asked for.
pub fn run(
    served: &Served,
    caller: &Caller,
    reader: &Reader,
    prepared: Prepared,
    after: Option<i64>,
) -> BoxStream<'static, Given> {
    let lone = prepared.operation.as_ref().is_some_and(|operation| operation.lone);
    let subscription = prepared.is_subscription();
    let answers = if prepared.is_several() {
        let message = "a subscription asks for one field, and not by a fragment";
        stream::once(ready(Response::from_errors(vec![ServerError::new(message, None)]))).boxed()
    } else if subscription {
        let visit = caller.visit_without_cookie(reader);
        match follow(&served.schema, &served.app, visit, prepared.request, after) {
            Ok(answers) => answers,
            Err(trespass) => {
                stream::once(refusal(served.clone(), caller.clone(), reader.clone(), trespass)).boxed()
            }
        }
    } else {
        stream::once(answer(served.clone(), caller.clone(), reader.clone(), prepared)).boxed()
    };
    let reader = reader.clone();
    let given = answers.enumerate().map(move |(index, response)| {
        let response = with_codes(response, &reader);
        // Of a subscription that could not begin, the error has the path of its field.
        let early = index == 0 && subscription && response.data == async_graphql::Value::Null;
        if nothing_ran(&response, lone) || (early && !response.errors.is_empty()) {
            Given::Refused(response.errors)
        } else {
            Given::Next(Box::new(response))
        }
    });
    given.boxed()
}

async fn answer(served: Served, caller: Caller, reader: Reader, prepared: Prepared) -> Response {
    let estate = caller.at_estate().map(|(estate, _)| estate);
    if let Some(problem) = stale(&served, estate, prepared.position).await {
        return problem.response(&reader);
    }
    let visit = caller.visit_without_cookie(&reader);
    match execute(&served.schema, &served.app, visit, prepared.request).await {
        Ok(response) => response,
        Err(trespass) => refusal(served, caller, reader, trespass).await,
    }
}

async fn refusal(served: Served, caller: Caller, reader: Reader, trespass: Trespass) -> Response {
    forbidden(&served, caller.person.as_ref(), caller.address, &trespass).await.response(&reader)
}
