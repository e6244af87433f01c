use gateway::people::Role;
use serde_json::json;

use super::browser::{DONE, ME, Office, PASSWORD};

const INVITATION: &str = "https://chai.exemple.fr/#/invitation/";
const RESET: &str = "https://chai.exemple.fr/#/mot-de-passe/";

fn invite(email: &str, role: &str) -> String {
    format!("inviteMember(input: {{ email: {email:?}, role: {role} }})")
}

fn accept(secret: &str) -> String {
    format!("acceptInvitation(input: {{ secret: {secret:?}, name: \"Paul\", password: {PASSWORD:?} }})")
}

#[tokio::test]
async fn an_invitation_is_accepted_once() {
    let office = Office::open().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let sent =
        admin.send(&invite("paul@exemple.fr", "OPERATEUR_CHAI"), "MemberInvited { invitationId }").await;
    assert!(sent["invitationId"].is_string(), "{sent}");
    let letters = office.letters("paul@exemple.fr");
    assert!(letters.len() == 1 && letters[0].contains("Domaine de l'Essai"), "{letters:?}");
    let secret = Office::secret(&letters[0], INVITATION);
    let listed =
        admin.ask("{ invitations { email role } }", json!({})).await.json["data"]["invitations"].clone();
    assert_eq!(listed, json!([{ "email": "paul@exemple.fr", "role": "OPERATEUR_CHAI" }]));

    let mut paul = office.browser();
    let joined = paul.send(&accept(&secret), ME).await;
    assert_eq!(joined["me"]["currentEstate"]["role"], "OPERATEUR_CHAI", "{joined}");
    assert!(paul.ask("{ vats { edges { node { id } } } }", json!({})).await.json["data"].is_object());
    assert_eq!(office.browser().send(&accept(&secret), ME).await["code"], "LINK_INVALID", "used");
    assert_eq!(paul.send(&accept(&secret), ME).await["code"], "LINK_INVALID", "used, by the same");
    let again = admin.send(&invite("paul@exemple.fr", "COMPTA"), "MemberInvited { invitationId }").await;
    assert_eq!(again["code"], "MEMBER_ALREADY");
}

#[tokio::test]
async fn a_link_that_is_over_taken_back_or_replaced_does_not_open() {
    let office = Office::open().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let mut secrets = Vec::new();
    for _ in 0..2 {
        admin.send(&invite("paul@exemple.fr", "COMPTA"), "MemberInvited { invitationId }").await;
        secrets.push(Office::secret(office.letters("paul@exemple.fr").last().unwrap(), INVITATION));
    }
    assert_eq!(office.browser().send(&accept(&secrets[0]), ME).await["code"], "LINK_INVALID", "replaced");
    assert_eq!(office.browser().send(&accept("0123"), ME).await["code"], "LINK_INVALID", "never was");
    let id =
        admin.ask("{ invitations { id } }", json!({})).await.json["data"]["invitations"][0]["id"].clone();
    let revoke = format!("revokeInvitation(id: {id})");
    assert_eq!(admin.send(&revoke, DONE).await["done"], true);
    assert_eq!(admin.send(&revoke, DONE).await["code"], "INVITATION_NOT_FOUND");
    assert_eq!(office.browser().send(&accept(&secrets[1]), ME).await["code"], "LINK_INVALID", "taken back");
    admin.send(&invite("paul@exemple.fr", "COMPTA"), "MemberInvited { invitationId }").await;
    let secret = Office::secret(office.letters("paul@exemple.fr").last().unwrap(), INVITATION);
    let owner = office.house.database.owner_pool();
    sqlx::query("UPDATE people.invitations SET expires_at = now()").execute(owner).await.unwrap();
    assert_eq!(office.browser().send(&accept(&secret), ME).await["code"], "LINK_INVALID", "over");
}

#[tokio::test]
async fn an_invitation_is_for_its_address_alone() {
    let office = Office::open().await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    admin.send(&invite("paul@exemple.fr", "COMPTA"), "MemberInvited { invitationId }").await;
    let secret = Office::secret(&office.letters("paul@exemple.fr")[0], INVITATION);
    let mut other = office.browser();
    let sign_up =
        |email: &str| format!("signUp(input: {{ email: {email:?}, password: {PASSWORD:?}, name: \"X\" }})");
    other.send(&sign_up("autre@exemple.fr"), ME).await;
    assert_eq!(other.send(&accept(&secret), ME).await["code"], "INVITATION_OF_ANOTHER");
    // Paul made an account meanwhile: he signs in, and then accepts.
    let mut paul = office.browser();
    paul.send(&sign_up("paul@exemple.fr"), ME).await;
    assert_eq!(office.browser().send(&accept(&secret), ME).await["code"], "EMAIL_TAKEN");
    assert_eq!(paul.send(&accept(&secret), ME).await["me"]["currentEstate"]["role"], "COMPTA");
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_once() {
    let office = Office::open().await;
    let mut browser = office.member("claire@exemple.fr", Role::Compta).await;
    for email in ["claire@exemple.fr", "personne@exemple.fr"] {
        let asked = office.browser().send(&format!("requestPasswordReset(email: {email:?})"), DONE).await;
        assert_eq!(asked["done"], true, "{email}");
    }
    // The letter is written after the answer, whether or not there is one to write.
    let mut letters = Vec::new();
    for _ in 0..100 {
        letters = office.letters("claire@exemple.fr");
        if !letters.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert!(office.letters("personne@exemple.fr").is_empty());
    let secret = Office::secret(&letters[0], RESET);
    let reset =
        |password: &str| format!("resetPassword(input: {{ secret: {secret:?}, password: {password:?} }})");
    assert_eq!(office.browser().send(&reset("court"), DONE).await["code"], "PASSWORD_WEAK");
    assert_eq!(office.browser().send(&reset("cinq cuves pleines"), DONE).await["done"], true);
    assert_eq!(office.browser().send(&reset("six cuves pleines !"), DONE).await["code"], "LINK_INVALID");
    assert_eq!(browser.me().await, json!(null), "every session is over");
    assert_eq!(browser.sign_in("claire@exemple.fr", PASSWORD).await["code"], "CREDENTIALS_REFUSED");
    assert_eq!(browser.sign_in("claire@exemple.fr", "cinq cuves pleines").await["__typename"], "SignedIn");
}
