mod codes;
mod demo;
mod every_code;
mod examples;
mod forms;
mod robustness;
mod round_trip;
mod sheet;
