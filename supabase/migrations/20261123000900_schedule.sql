-- pg_cron brings back what was lost: stale leases, due retries, dispatches that nobody answered.

do $$
begin
    perform cron.schedule('kairo-ocr-resubmit', '10 seconds', 'select ocr.resubmit()');
    perform cron.schedule('kairo-ocr-callbacks', '30 seconds', 'select ocr.wake_callbacks()');
exception when others then
    -- Before pg_cron 1.5 there are no seconds.
    perform cron.schedule('kairo-ocr-resubmit', '* * * * *', 'select ocr.resubmit()');
    perform cron.schedule('kairo-ocr-callbacks', '* * * * *', 'select ocr.wake_callbacks()');
end
$$;

select cron.schedule('kairo-ocr-clean', '17 3 * * *', 'select ocr.clean()');
