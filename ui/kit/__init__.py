"""Widgets that know no concept of the field. Import each name from its module; nothing is loaded here.

Every text that a kit widget takes is a `Text`: a code of the catalogue, a `Message`, a `Choice`, or `Plain(...)`
for what a person typed. The widget says it in the language of the moment and says it again when the language
changes, so a room seldom needs `retranslate`. Sizes are the drawing's pixels at 100 %; `look.px` scales them.

    look.py      look: the one Look. .color("text-3") .px(16) .font(13, 600) .say(code, **values) .language .dark
                 .changed (Signal: theme, text size or language)   Plain, Text
    theme.py     LIGHT, DARK: tokens of DESIGN.md by name; "role-data-provider" … are the partner roles' colours
    icons.py     icon_pixmap("database", 16, "text-3"), draw_icon(painter, rect, "database", "text-3"), qicon(...)
    marks.py     draw_stage(painter, rect, "active"), draw_avatar(...), draw_dot(...), Avatar, StageMark, IconMark,
                 initials(name, person=False), ROLE_ICONS["data-provider"]
    labels.py    Label(text, size=13, weight=400, tint="text", wrap=False) .say(text, **values); elides with a tooltip
    buttons.py   Button(text, icon="", keys="", kind=PRIMARY|DEFAULT|QUIET, small=False), IconButton(icon, name), Link
    segments.py  Segments([(key, text, icon)]) .chosen (Signal(str)); Tabs([(key, text)])
    chips.py     Chip(text, value, on=False, removable=False), Tag(text, tone="neutral|accent|red|amber|green|blue")
    fields.py    LineField(name, hint, icon=""), TextField (several lines): .show_value .put_value .committed
                 .keep_in(drafts, key)
    dates.py     DateField: typed in any usual form, or picked; .committed (Signal(object)), a date or None
    choices.py   ChoiceField([(value, text)], name), CheckField(text): .show_value .committed
    pickers.py   PickField(name, find): type to find one of many (a partner); find(text) gives [PopupRow]
    forms.py     FormRow(label, field): .show_problem(Problem | None) says it below
    popup.py     PopupList(window) for @ / # / dates: .offer([PopupRow], anchor) .chosen .take_key(event)
    table.py     Column, Cell, TableModel(columns, fetch): an array of ids and a cache of pages
    grid.py      Table(model, name): sort, keyboard, in-place editing; .chosen .opened .edited .sorted .binned
    rows.py      RowList of TwoLineRow: headings, selection, actions with keys in the selected row (Today)
    keycaps.py   KeyCaps(["Ctrl", "K"])
    input_method.py  Composing: mixed into an editor, so that Enter and Esc belong to what is being composed
    panels.py    Panel(ground="surface", lines="right"), Hairline, layouts Down and Across (.take(widget, 8, None)),
                 Scroller, Heading(text), clear(layout)
    notices.py   Toast, Banner, EmptyRoom
    loading.py   LoadingBars, LongWork(job) : what, how far, how long, Cancel
    jobs.py      Job: a generator of Progress on a worker thread; .done .failed .stopped
    worker.py    Worker(book).ask(owner, query, answered, channel=""): an older answer never overwrites a newer one
    actions.py   Action(id, label, icon, keys, room, enabled, run), Actions: menu, sheet and palette are made of it
    room.py      Room (base of every room), Desk (what a room is given), LogPane (base of ui.communication.LogPane)
"""
