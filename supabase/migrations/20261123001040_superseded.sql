-- What other functions have taken the place of, in databases that still have it.

drop function if exists ocr.documents_page(text, boolean, integer, uuid, text, uuid, text[], text, date, date, date, date,
    numeric, numeric);
drop trigger if exists ocr_apply_line_correction on public.document_line_corrections;
drop function if exists ocr.apply_line_correction();
