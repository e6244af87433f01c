use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::terms::{CapsuleColour, CapsuleKind, CapsuleRegime, FiscalCategory, Regime, WineSpec};
use domain::units::{EstateId, Volume, WineId};
use gateway::app::{App, PROGRAM, scope};
use gateway::http::{Front, Served};
use gateway::operations::{OpenEstate, OpeningAccount, OpeningCapsules};
use gateway::people::{self, NewToken, People, Post, Role};
use gateway::settings::{Settings, Sources};
use serde_json::{Value, json};
use sqlx::PgPool;
use testkit::TestDatabase;

use super::Client;
use super::commands::{
    COMMISSION_VAT, CREATE_PARTY, Command, DESCRIBE_ESTATE, PLACE_ORDER, PLAN_HARVEST, RECORD,
    REGISTER_PARCEL,
};

/// The wine of most tests; 500 hl of it are in the opening stock.
pub const MUSCADET: &str = "Muscadet Sèvre et Maine sur lie";
/// Another one, with 120 hl.
pub const GROS_PLANT: &str = "Gros Plant du Pays nantais";
/// The first day of the books.
pub const FIRST_DAY: &str = "2025-09-01";
/// Capsules at the opening, for bottles of 75 cl.
pub const CAPSULES: i64 = 12_000;

/// An estate in a database, behind the router that serves it.
pub struct House {
    pub database: Arc<TestDatabase>,
    pub served: Served,
    pub client: Client,
    pub estate: EstateId,
}

impl House {
    /// The only estate of a database of its own.
    pub async fn open() -> Self {
        Self::open_in(Arc::new(TestDatabase::new().await)).await
    }

    /// Another estate in the same database.
    pub async fn neighbour(&self) -> Self {
        Self::open_in(Arc::clone(&self.database)).await
    }

    /// An estate in that database.
    pub async fn open_in(database: Arc<TestDatabase>) -> Self {
        let pool = database.server_pool().clone();
        Self::open_with(database, pool).await
    }

    /// An estate in that database, served over these connections to it.
    pub async fn open_with(database: Arc<TestDatabase>, pool: PgPool) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(1);
        let accise = format!("FR{:011}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let estate = EstateId::of(&accise);
        let post = Post::Folder(std::env::temp_dir().join("monchai-test-letters"));
        let app = App::with(pool, People { post: Arc::new(post), ..People::default() });
        app.journal.perform(&scope(estate, PROGRAM, None), None, &opening(accise)).await.expect("it opens");
        app.projector.catch_up(estate).await.expect("the read models follow");
        Self::serve(database, app, estate).await
    }

    /// An estate that is there already.
    pub async fn serve(database: Arc<TestDatabase>, app: App, estate: EstateId) -> Self {
        let served = Served::new(app, front(Sources::default())).expect("it can be served");
        let client = colleague(&served, estate, Role::AdminDomaine).await;
        Self { database, served, client, estate }
    }

    /// Somebody else of the estate, who holds a token.
    pub async fn colleague(&self, role: Role) -> Client {
        colleague(&self.served, self.estate, role).await
    }

    /// The id of a declared wine.
    pub fn wine(&self, label: &str) -> String {
        WineId::of(self.estate, label).to_string()
    }

    /// Asks and gives the data.
    pub async fn ask(&self, query: &str, variables: Value) -> Value {
        self.client.ask(query, variables).await.data()
    }

    /// The journal's position.
    pub async fn position(&self) -> i64 {
        self.ask("{ position }", json!({})).await["position"].as_i64().expect("a position")
    }

    /// Sends a command and gives whatever it answers.
    pub async fn send(&self, command: &Command, input: Value) -> Value {
        let data = self.ask(&command.document(), json!({ "input": input })).await;
        data["result"].clone()
    }

    /// Sends a command that is carried out, and gives what it answers: the position is the one the ledger then has.
    pub async fn command(&self, command: &Command, input: Value) -> Value {
        let result = self.send(command, input).await;
        assert_eq!(result["__typename"], command.done(), "{}: {result}", command.field);
        assert_eq!(result["position"], self.position().await, "{}", command.field);
        assert_eq!(result["replayed"], false);
        result
    }

    /// Sends a command that must be refused with this code. In French and in English, each with its own sentence, and
    /// neither may write anything. Gives the French answer.
    pub async fn refused(&self, command: &Command, input: Value, code: &str) -> Value {
        let before = self.fingerprint().await;
        let variables = json!({ "input": input });
        let french = self.client.ask(&command.document(), variables.clone()).await.data()["result"].clone();
        let english = self.client.ask_in("en-GB,en;q=0.8", &command.document(), variables).await.data();
        let english = &english["result"];
        for answer in [&french, english] {
            assert_eq!(answer["__typename"], "Refused", "{}: {answer}", command.field);
            assert_eq!(answer["code"], code, "{answer}");
        }
        let sentences = [&french, english].map(|answer| answer["message"].as_str().unwrap_or_default());
        assert_ne!(sentences[0], sentences[1], "one sentence a language");
        for sentence in sentences {
            let whole = sentence.ends_with('.')
                && !sentence.starts_with(char::is_lowercase)
                && !sentence.contains(['{', '}']);
            assert!(whole, "not a sentence: {sentence}");
        }
        assert_eq!(self.fingerprint().await, before, "a refusal writes nothing");
        french
    }

    /// All that a command can leave: the ledger with its head, the commands that are known, how far the read models have
    /// come, and the directory with its keys.
    pub async fn fingerprint(&self) -> String {
        let sql = "SELECT concat_ws(' ',
            (SELECT concat(count(*), '/', max(position)) FROM journal.events WHERE estate_id = $1),
            (SELECT concat(position, ':', encode(hash, 'hex')) FROM journal.heads WHERE estate_id = $1),
            (SELECT count(*) FROM journal.commands WHERE estate_id = $1),
            (SELECT string_agg(concat(model, ':', position), ',' ORDER BY model)
             FROM projection.checkpoints WHERE estate_id = $1),
            (SELECT concat(count(*), '/', sum(revision)) FROM directory.parties WHERE estate_id = $1),
            (SELECT count(*) FROM directory.commands WHERE estate_id = $1),
            (SELECT count(*) FROM directory.erasures WHERE estate_id = $1),
            (SELECT count(*) FROM directory.imports WHERE estate_id = $1),
            (SELECT count(*) FROM directory.accesses WHERE estate_id = $1 AND action <> 'EXPORTED'),
            (SELECT count(key) FROM keyring.keys WHERE estate_id = $1))";
        let query = sqlx::query_scalar(sql).bind(self.estate.uuid());
        query.fetch_one(self.database.owner_pool()).await.expect("the database answers")
    }

    /// Writes a movement down and validates it; gives the movement.
    pub async fn record(&self, on: &str, operation: Value) -> Value {
        let input = json!({ "occurredOn": on, "operation": operation });
        self.command(&RECORD, input).await["movement"].clone()
    }

    /// A new empty vat, in service from the first day of the books.
    pub async fn vat(&self, code: &str, capacity: &str) -> String {
        let input = json!({
            "code": code, "capacity": capacity, "material": "STAINLESS_STEEL", "inServiceOn": FIRST_DAY,
        });
        id(&self.command(&COMMISSION_VAT, input).await["vat"])
    }

    /// A new vat that holds Muscadet from the opening stock since the first day of the books.
    pub async fn filled(&self, code: &str, capacity: &str, volume: &str) -> String {
        self.filled_with(code, capacity, MUSCADET, volume).await
    }

    /// The same with that wine.
    pub async fn filled_with(&self, code: &str, capacity: &str, wine: &str, volume: &str) -> String {
        let vat = self.vat(code, capacity).await;
        let opening = json!({ "vatId": vat, "wineId": self.wine(wine), "volume": volume });
        self.record(FIRST_DAY, json!({ "openingInVat": opening })).await;
        vat
    }

    /// A lot of 75 cl under capsules from the opening stock of Muscadet, on the first day of the books.
    pub async fn lot(&self, number: &str, bottles: i64) -> String {
        let opening = json!({
            "lotNumber": number, "wineId": self.wine(MUSCADET), "bottles": bottles, "sizeMl": 750,
            "vintage": 2024, "capsules": capsules(),
        });
        let movement = self.record(FIRST_DAY, json!({ "openingInBottles": opening })).await;
        id(&movement["details"]["lot"])
    }

    /// A parcel.
    pub async fn parcel(&self, name: &str) -> String {
        let input = json!({ "name": name, "areaM2": 12_500, "grape": "Melon B." });
        id(&self.command(&REGISTER_PARCEL, input).await["parcel"])
    }

    /// A harvest planned on the parcel.
    pub async fn planned(&self, parcel: &str) -> String {
        let input = json!({ "parcelId": parcel, "plannedOn": "2025-09-15" });
        id(&self.command(&PLAN_HARVEST, input).await["harvest"])
    }

    /// An order of that many bottles of a lot, at 8,50 € each, to France.
    pub async fn order(&self, lot: &str, bottles: i64, on: &str) -> String {
        let input = json!({
            "destination": { "franceCrd": "YES" }, "occurredOn": on,
            "lines": [{ "lotId": lot, "bottles": bottles, "unitPrice": "8.50" }],
        });
        id(&self.command(&PLACE_ORDER, input).await["order"])
    }

    /// A consumer in the directory.
    pub async fn party(&self, name: &str) -> String {
        let party = json!({ "kind": "CONSUMER", "name": name, "email": "essai@example.org" });
        id(&self.command(&CREATE_PARTY, json!({ "party": party })).await["party"])
    }

    /// The estate states who it is, as whoever invoices must.
    pub async fn described(&self) {
        let identity = json!({
            "legalForm": "EARL", "siren": "000000018", "siret": "00000001800010", "vatNumber": "FR66000000018",
            "address": { "lines": ["1 rue du Port"], "postalCode": "44330", "commune": "Vallet" },
            "region": "LOIRE_VALLEY",
        });
        self.command(&DESCRIBE_ESTATE, json!({ "identity": identity })).await;
    }

    /// What the vat holds.
    pub async fn content(&self, vat: &str) -> String {
        let answer = self.ask("query ($id: UUID!) { vat(id: $id) { content } }", json!({ "id": vat })).await;
        answer["vat"]["content"].as_str().expect("a volume").to_owned()
    }
}

/// The settings that were given, and no limit for how often the tests ask.
pub fn front(sources: Sources) -> Front {
    let sources = sources.with_flag("requests_per_minute", "0");
    Front::new(Settings::from_sources(&sources).expect("they fit"))
}

/// The capsules of most lots.
pub fn capsules() -> Value {
    json!({ "sizeMl": 750, "colour": "WINE_LEES" })
}

/// The id of an object of an answer.
pub fn id(object: &Value) -> String {
    object["id"].as_str().unwrap_or_else(|| panic!("no id: {object}")).to_owned()
}

/// Books that open in September 2025.
fn opening(accise: String) -> OpenEstate {
    let wine = |label: &str, regime, hl| OpeningAccount {
        spec: WineSpec {
            label: label.to_owned(),
            code: None,
            category: FiscalCategory::Still,
            colour: None,
            portal: None,
        },
        regime,
        closing_ml: Volume::from_hl(hl),
        strength: domain::terms::Strength::default(),
    };
    let kind = CapsuleKind {
        category: FiscalCategory::Still,
        regime: CapsuleRegime::CollectiveSuspended,
        size_ml: 750,
        bag_in_box: false,
        colour: Some(CapsuleColour::WineLees),
    };
    OpenEstate {
        name: "Domaine de l'Essai".to_owned(),
        accise,
        cvi: Some("4412345678".to_owned()),
        interprofession_id: None,
        last_return: "2025-08".parse().expect("a month"),
        file_sha256: "0".repeat(64),
        wines: vec![
            wine(MUSCADET, Regime::Suspended, 500),
            wine(MUSCADET, Regime::Paid, 3),
            wine(GROS_PLANT, Regime::Suspended, 120),
        ],
        capsules: vec![OpeningCapsules { kind, closing: CAPSULES }],
    }
}

/// A new member of the estate with a token.
async fn colleague(served: &Served, estate: EstateId, role: Role) -> Client {
    let pool = &served.app.pool;
    let email = format!("{}@exemple.fr", uuid::Uuid::now_v7().simple());
    let until = (role == Role::Auditeur).then_some(time::Date::MAX);
    let standing = (role, until);
    let member = people::add(pool, estate, (&email, role.word(), None), standing).await.expect("a member");
    let new = NewToken { label: "test".to_owned(), role, days: 1 };
    let secret = people::renew_token(pool, estate, member, new, None).await.expect("a token");
    Client::new(served.clone(), secret.reveal())
}
