"""What a list of partners sorts and shows, stored: sorting 100,000 partners by a computed last contact takes 1.7 s."""

from sqlite3 import Connection

STORED = (
    *("title_en", "title_zh", "sort_en", "sort_zh", "last_contact_on", "open_items", "next_due_on", "people", "roles"),
    *("fit_points", "fit_weight", "fit_gaps"),
)
COLUMNS = ", ".join(STORED)
EXCLUDED = ", ".join(f"excluded.{column}" for column in STORED)

REFRESH = f"""
INSERT INTO partner_summary (partner_id, {COLUMNS})
SELECT p.id, coalesce(nullif(p.name_en, ''), p.name), coalesce(nullif(p.name_zh, ''), p.name),
       sort_key(coalesce(nullif(p.name_en, ''), p.name), p.pinyin),
       sort_key(coalesce(nullif(p.name_zh, ''), p.name), p.pinyin),
       (SELECT max(i.held_on) FROM interaction_partner AS l JOIN interaction AS i ON i.id = l.interaction_id
        WHERE l.partner_id = p.id AND l.took_part AND i.binned_at IS NULL),
       (SELECT count(*) FROM action_item AS a
        WHERE a.partner_id = p.id AND a.state = 'open' AND a.binned_at IS NULL),
       (SELECT min(a.due_on) FROM action_item AS a
        WHERE a.partner_id = p.id AND a.state = 'open' AND a.binned_at IS NULL),
       (SELECT count(DISTINCT f.contact_id) FROM affiliation AS f JOIN contact AS c ON c.id = f.contact_id
        WHERE f.partner_id = p.id AND f.until IS NULL AND c.binned_at IS NULL),
       coalesce((SELECT group_concat(r.role || ':' || r.stage || ':' || r.stage_since) FROM (
            SELECT role, stage, stage_since FROM partner_role WHERE partner_id = p.id ORDER BY id) AS r), ''),
       fit.points, fit.weight, (SELECT count(*) FROM fit_criterion WHERE weight > 0) - coalesce(fit.marked, 0)
FROM partner AS p LEFT JOIN (
    SELECT m.partner_id, sum(m.mark * c.weight) AS points, sum(c.weight) AS weight, count(*) AS marked
    FROM fit_mark AS m JOIN fit_criterion AS c ON c.id = m.criterion_id AND c.weight > 0
    WHERE m.partner_id IN touched_summary AND NOT EXISTS (
        SELECT 1 FROM fit_mark AS later WHERE later.partner_id = m.partner_id AND later.criterion_id = m.criterion_id
        AND (later.marked_on, later.id) > (m.marked_on, m.id))
    GROUP BY m.partner_id) AS fit ON fit.partner_id = p.id
WHERE p.id IN touched_summary
ON CONFLICT (partner_id) DO UPDATE SET ({COLUMNS}) = ({EXCLUDED}) WHERE ({COLUMNS}) IS NOT ({EXCLUDED})
"""
"""What stays as it was is not written: five pages less for a save that changes nothing here."""

GONE = """
DELETE FROM partner_summary WHERE partner_id IN touched_summary AND partner_id NOT IN (SELECT id FROM partner)
"""


def refresh(connection: Connection) -> None:
    """Writes the summaries of the partners in the temporary table `touched_summary` anew."""
    connection.execute(GONE)
    connection.execute(REFRESH)
