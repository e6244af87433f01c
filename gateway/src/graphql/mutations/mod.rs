//! One mutation a command, each with its input and its own result union. They translate and nothing more; the rules
//! are the domain's.

mod answer;
mod article;
mod capsules;
mod cellar;
mod counter;
mod customers;
mod door;
mod draft;
mod estate;
mod invoice;
mod month;
mod movement;
mod order;
mod party;
mod payment;
mod seller;
mod team;

use async_graphql::MergedObject;

/// Commands.
#[derive(MergedObject, Default)]
#[graphql(name = "Mutation")]
pub struct Mutation(
    door::DoorMutation,
    team::TeamMutation,
    estate::EstateMutation,
    seller::SellerMutation,
    cellar::CellarMutation,
    movement::MovementMutation,
    order::OrderMutation,
    invoice::InvoiceMutation,
    draft::DraftMutation,
    payment::PaymentMutation,
    counter::CounterMutation,
    article::ArticleMutation,
    capsules::CapsuleMutation,
    month::MonthMutation,
    party::PartyMutation,
    customers::CustomersMutation,
);
