-- pg_cron recovers stale leases, due retries and unanswered dispatches.

do $$
begin
    perform cron.schedule('kairo-ocr-resubmit', '10 seconds', 'select ocr.resubmit()');
    perform cron.schedule('kairo-ocr-callbacks', '30 seconds', 'select ocr.wake_callbacks()');
exception when others then
    -- pg_cron before 1.5 does not support seconds.
    perform cron.schedule('kairo-ocr-resubmit', '* * * * *', 'select ocr.resubmit()');
    perform cron.schedule('kairo-ocr-callbacks', '* * * * *', 'select ocr.wake_callbacks()');
end
$$;

select cron.schedule('kairo-ocr-clean', '17 3 * * *', 'select ocr.clean()');
