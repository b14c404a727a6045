-- Queries of local.cron_worker.

-- name: find_jobs
select jobid as id, schedule, command, database, username from cron.job where active

-- name: fail_interrupted_runs
update cron.job_run_details
set status = 'failed', return_message = 'server restarted', end_time = now()
where status in ('starting', 'running')

-- name: start_run
insert into cron.job_run_details (jobid, database, username, command, status)
values (%s, %s, %s, %s, 'starting')
returning runid

-- name: mark_running
update cron.job_run_details
set status = 'running', job_pid = %s, start_time = clock_timestamp()
where runid = %s

-- name: end_run
update cron.job_run_details
set status = %s, return_message = %s, end_time = clock_timestamp(),
    start_time = coalesce(start_time, clock_timestamp())
where runid = %s
