-- The role that KEDA uses to ask how long the queue is; it can call that one function and nothing else.
-- Run once, as `postgres`; then: alter role kairo_scaler password '…'

create role kairo_scaler login;
grant usage on schema ocr to kairo_scaler;
grant execute on function ocr.backlog to kairo_scaler;
