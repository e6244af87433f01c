use gateway::people::Role;
use serde_json::{Value, json};

use super::commands::{
    CREATE_PARTY, DRAFT, ISSUE_INVOICE, PLACE_ORDER, RECORD_PAYMENT, REGISTER_ARTICLE, SAVE_INVOICE_DRAFT,
};
use super::{House, MUSCADET, Schema, id};

/// One of everything that an estate can have, by its id.
pub struct Things {
    pub wine: String,
    pub vat: String,
    pub parcel: String,
    pub harvest: String,
    pub lot: String,
    pub order: String,
    pub movement: String,
    pub account: String,
    pub member: String,
    pub invitation: String,
    pub token: String,
    pub party: String,
    pub buyer: String,
    pub invoice: String,
    pub invoice_draft: String,
    pub payment: String,
    pub article: String,
}

impl Things {
    /// Makes them: a vat with wine, a parcel with a harvest that is brought and one that is planned, a lot, an order
    /// that waits, a draft.
    pub async fn of(house: &House) -> Self {
        let vat = house.filled("C1", "50", "10").await;
        let parcel = house.parcel("Les Grands Clos").await;
        let wine = house.wine(MUSCADET);
        let brought = json!({ "harvest": {
            "parcelId": parcel, "vatId": vat, "wineId": wine, "vintage": 2025, "volume": "12" } });
        house.record("2025-09-10", brought).await;
        let loss = json!({ "loss": { "vatId": vat, "volume": "1", "cause": "PROCESSING" } });
        house.record("2025-09-11", loss).await;
        let harvest = house.planned(&parcel).await;
        let lot = house.lot("L24-01", 600).await;
        let order = house.order(&lot, 12, "2025-09-12").await;
        let accounts = house.ask("{ capsuleAccounts { edges { node { id } } } }", json!({})).await;
        let account = id(&accounts["capsuleAccounts"]["edges"][0]["node"]);
        let movement = Self::draft(house, &vat).await;
        let party = house.party("Jeanne Martin").await;
        house.described().await;
        let charge = json!({ "label": "Dégustation", "service": true, "count": 1, "unitPrice": "12" });
        let address =
            json!({ "lines": ["1 rue du Port"], "postalCode": "44000", "city": "Nantes", "country": "FR" });
        let invited = json!({ "kind": "CONSUMER", "name": "Paul Petit", "billingAddress": address });
        let buyer = id(&house.command(&CREATE_PARTY, json!({ "party": invited })).await["party"]);
        let issue = json!({ "customerId": buyer, "charges": [charge], "issuedOn": "2025-09-15" });
        let invoice = id(&house.command(&ISSUE_INVOICE, issue).await["invoice"]);
        let invoice_draft = Self::invoice_draft(house, &buyer).await;
        let ordered = json!({ "customerId": buyer, "destination": { "franceCrd": "YES" }, "occurredOn": "2025-09-12",
            "lines": [{ "lotId": lot, "bottles": 1, "unitPrice": "8.50" }] });
        house.command(&PLACE_ORDER, ordered).await;
        let paying =
            json!({ "invoiceId": invoice, "amount": "5", "means": "CARD", "occurredOn": "2025-09-16" });
        let paid = house.command(&RECORD_PAYMENT, paying).await;
        let payment = id(&paid["invoice"]["payments"][0]);
        let article = Self::offer(house, &lot).await;
        let People { member, invitation, token } = People::of(house).await;
        Self {
            wine,
            vat,
            parcel,
            harvest,
            lot,
            order,
            movement,
            account,
            member,
            invitation,
            token,
            party,
            buyer,
            invoice,
            invoice_draft,
            payment,
            article,
        }
    }

    /// An article of a lot.
    async fn offer(house: &House, lot: &str) -> String {
        let input = json!({ "sku": "MUS-24", "name": "Muscadet", "lotIds": [lot] });
        id(&house.send(&REGISTER_ARTICLE, input).await["article"])
    }

    /// A draft of an invoice.
    async fn invoice_draft(house: &House, buyer: &str) -> String {
        let charge = json!({ "label": "Visite", "service": true, "count": 2, "unitPrice": "12" });
        let input = json!({ "customerId": buyer, "charges": [charge] });
        id(&house.send(&SAVE_INVOICE_DRAFT, input).await["draft"])
    }

    /// A draft of a loss.
    async fn draft(house: &House, vat: &str) -> String {
        let loss = json!({ "loss": { "vatId": vat, "volume": "0.1", "cause": "PROCESSING" } });
        let input = json!({ "occurredOn": "2025-09-20", "operation": loss });
        id(&house.send(&DRAFT, input).await["movement"])
    }

    /// The same with a draft, a party, and people, that nobody has touched.
    pub async fn renew(&mut self, house: &House) {
        self.party = house.party("Jeanne Martin").await;
        self.movement = Self::draft(house, &self.vat).await;
        self.invoice_draft = Self::invoice_draft(house, &self.buyer).await;
        let People { member, invitation, token } = People::of(house).await;
        (self.member, self.invitation, self.token) = (member, invitation, token);
    }

    /// The id that a place of that name asks for, in that field; `None` for a name that is unknown here.
    pub fn named(&self, field: &str, name: &str) -> Option<&str> {
        if field.to_lowercase().contains("invoicedraft") && matches!(name, "id") || name == "draftId" {
            return Some(&self.invoice_draft);
        }
        // Who has an order and an invoice: a list of those of somebody else would be empty.
        if matches!(field, "invoices" | "orders") {
            return Some(&self.buyer);
        }
        let kind = if name == "id" { field } else { name };
        let kinds = [
            ("member", &self.member),
            ("invitation", &self.invitation),
            ("token", &self.token),
            ("party", &self.party),
            ("person", &self.party),
            ("customer", &self.party),
            ("supplier", &self.party),
            ("carrier", &self.party),
            ("article", &self.article),
            ("vat", &self.vat),
            ("wine", &self.wine),
            ("parcel", &self.parcel),
            ("harvest", &self.harvest),
            ("lot", &self.lot),
            ("order", &self.order),
            ("drm", &self.order),
            ("movement", &self.movement),
            ("correction", &self.movement),
            ("account", &self.account),
            ("invoice", &self.invoice),
            ("payment", &self.payment),
        ];
        let kind = kind.to_lowercase();
        kinds.iter().find(|(word, _)| kind.contains(word)).map(|(_, id)| id.as_str())
    }
}

/// Somebody of the estate, somebody who was invited, and somebody's token.
struct People {
    member: String,
    invitation: String,
    token: String,
}

impl People {
    async fn of(house: &House) -> Self {
        house.colleague(Role::Compta).await;
        let email = format!("{}@exemple.fr", uuid::Uuid::now_v7().simple());
        let invite = json!({ "input": { "email": email, "role": "COMPTA" } });
        let document = "mutation ($input: InviteMemberInput!) {
            inviteMember(input: $input) { ... on MemberInvited { invitationId } } }";
        let invited = house.ask(document, invite).await["inviteMember"].clone();
        let invitation = invited["invitationId"].as_str().expect("it was sent").to_owned();
        let found = house.ask("{ team { id role } tokens { id role } }", json!({})).await;
        let of_bookkeeper = |list: &str| {
            let rows = found[list].as_array().expect("a list").iter();
            id(rows.rev().find(|row| row["role"] == "COMPTA").expect("a bookkeeper"))
        };
        Self { member: of_bookkeeper("team"), invitation, token: of_bookkeeper("tokens") }
    }
}

/// A value that makes sense for every scalar and enum, with the ids of these things.
pub fn sample(schema: &Schema, things: &Things, field: &str, scalar: &str, name: &str) -> Value {
    match (scalar, name) {
        ("UUID", name) => things.named(field, name).map_or(Value::Null, Value::from),
        ("Volume", "capacity") => json!("50"),
        ("Volume", _) => json!("0.5"),
        ("Money", _) => json!("8.50"),
        ("Mass", _) => json!("250"),
        ("Month", _) => json!("2025-09"),
        ("Date", "until") => json!("2099-12-31"),
        ("Date", _) => json!("2025-09-20"),
        ("Boolean", _) => json!(true),
        ("Int", "vintage") => json!(2025),
        ("Int", "sizeMl") => json!(750),
        ("Int", "first") => json!(10),
        ("Int", "dispatch" | "revision") => json!(1),
        ("Int", _) => json!(6),
        ("String", "country") => json!("BE"),
        ("String", "lotNumber") => json!("L25-99"),
        ("String", "inaoCode") => json!("1B230 01"),
        ("String", "siren") => json!("000000018"),
        ("String", "siret") => json!("00000001800010"),
        ("String", "vatNumber") => json!("FR66000000018"),
        ("String", "csv") => json!("Nom;E-mail\nEssai;essai@example.org\n"),
        ("String", "accise") => json!("FR00000000018"),
        ("String", "scheme") => json!("0088"),
        ("String", "postalCode") => json!("44330"),
        ("String", "kind") => json!("LOSS"),
        ("String", "email") => json!("essai@example.org"),
        ("String", "phone") => json!("0240000000"),
        ("String", _) => json!("Essai"),
        (word, _) => schema.word(word).unwrap_or_else(|| panic!("no sample of {word} for {name}")),
    }
}
