use async_graphql::{Request, Variables};
use domain::units::EstateId;
use serde_json::{Value, json};

use crate::app::App;
use crate::graphql::{MonChai, Visit, build, execute};

/// Tells the story: speaks GraphQL as any client does, prints each step with its figures, and stops at the first that
/// is not what it must be.
pub struct Teller {
    app: App,
    schema: MonChai,
    estate: EstateId,
    step: usize,
    aloud: bool,
    told: Vec<String>,
}

/// A step did not come out as it must.
#[derive(Debug, thiserror::Error)]
#[error("{step} : {what}")]
pub struct Untrue {
    /// Which.
    pub step: String,
    /// What came instead.
    pub what: String,
}

impl Teller {
    /// A teller at the estate; `aloud` prints as it goes.
    pub fn new(app: App, estate: EstateId, aloud: bool) -> Self {
        Self { app, schema: build(), estate, step: 0, aloud, told: Vec::new() }
    }

    /// The application it speaks to.
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// The estate.
    pub const fn estate(&self) -> EstateId {
        self.estate
    }

    /// What was told so far.
    pub fn told(&self) -> &[String] {
        &self.told
    }

    /// Prints the next step with its figures.
    pub fn step(&mut self, text: &str) {
        self.step += 1;
        self.say(format!("{:>3}. {text}", self.step));
    }

    /// Prints a line below a step.
    pub fn say(&mut self, line: String) {
        if self.aloud {
            println!("{line}");
        }
        self.told.push(line);
    }

    /// Sends a document and gives its data; an error is untrue.
    pub async fn ask(&self, document: &str, variables: Value) -> Result<Value, Untrue> {
        let visit = Visit::of_program(self.estate, format!("demo-{}", self.step + 1));
        let request = Request::new(document).variables(Variables::from_json(variables));
        let response = execute(&self.schema, &self.app, visit, request).await;
        let response = response.map_err(|trespass| self.untrue(trespass.field))?;
        if let Some(error) = response.errors.first() {
            return Err(self.untrue(error.message.clone()));
        }
        response.data.into_json().map_err(|error| self.untrue(error.to_string()))
    }

    /// Sends a command and gives the object it made; a refusal is untrue.
    pub async fn command(&self, document: &str, input: Value) -> Result<Value, Untrue> {
        let data = self.ask(document, json!({ "input": input })).await?;
        let result = data.as_object().and_then(|fields| fields.values().next()).cloned().unwrap_or_default();
        match result["__typename"].as_str() {
            Some("Refused" | "Conflict") | None => Err(self.untrue(result.to_string())),
            Some(_) => Ok(result),
        }
    }

    /// Sends a command that must be refused with this code, and nothing be written; gives the sentence.
    pub async fn refused(&self, document: &str, input: Value, code: &str) -> Result<String, Untrue> {
        let before = self.position().await?;
        let data = self.ask(document, json!({ "input": input })).await?;
        let result = data.as_object().and_then(|fields| fields.values().next()).cloned().unwrap_or_default();
        self.same("code du refus", &result["code"], &json!(code))?;
        self.same("position après un refus", &json!(self.position().await?), &json!(before))?;
        Ok(result["message"].as_str().unwrap_or_default().to_owned())
    }

    /// The journal's position.
    pub async fn position(&self) -> Result<i64, Untrue> {
        let data = self.ask("{ position }", json!({})).await?;
        data["position"].as_i64().ok_or_else(|| self.untrue("no position".to_owned()))
    }

    /// Accepts a figure that is what it must be.
    pub fn same(&self, what: &str, found: &Value, expected: &Value) -> Result<(), Untrue> {
        if found == expected {
            return Ok(());
        }
        Err(self.untrue(format!("{what} : {found}, attendu {expected}")))
    }

    /// The text at a path of an answer.
    pub fn text(&self, answer: &Value, pointer: &str) -> Result<String, Untrue> {
        let text = answer.pointer(pointer).and_then(Value::as_str);
        text.map(str::to_owned).ok_or_else(|| self.untrue(format!("{pointer} manque dans {answer}")))
    }

    /// Something that is not as it must be.
    pub fn untrue(&self, what: String) -> Untrue {
        Untrue { step: format!("étape {}", self.step + 1), what }
    }
}
