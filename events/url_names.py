"""Names in URLs that tell nothing of the article: who sent the reader, which session, which view of the same page."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TRACKING_PREFIXES = ("utm_", "at_campaign", "at_medium", "at_custom", "at_xt", "mtm_", "stm_", "hsa_", "aspsessionid", "amp_js_")
TRACKING = _words(
    "__twitter_impression _ga _gl _hsenc _hsmi _openstat __hstc __hssc __hsfp __s cmpid dclid fb_action_ids fb_action_types "
    "fb_source fbclid ftag gbraid gclid gclsrc guccounter guce_referrer guce_referrer_sig icid igsh igshid ito mc_cid "
    "mc_eid mkt_tok msclkid ocid oly_anon_id oly_enc_id rb_clickid s_cid s_kwcid share_token smid smtyp soc_src soc_trk "
    "pk_campaign pk_cid pk_content pk_keyword pk_kwd pk_medium pk_source ns_campaign ns_fee ns_linkname ns_mchannel ns_source "
    "sc_channel sc_cid trk_contact trk_module trk_msg trk_sid amp_gsa amp_lite wt_zmc "
    "spm_id_from srsltid taid tpcc ttclid twclid usqp vero_conv vero_id wbraid wickedid xtor yclid ymclid ysclid"
)
SESSIONS = _words("jsessionid phpsessid oscsid zenid")  # always a session's
PERHAPS_SESSIONS = _words("sid s session sessionid session_id")  # where the value is a hash beside another number
PAGES = _words("page pg paged pageno pagenum page_no start offset")  # a number of theirs names no article
AMP_ITEMS = _words("amp amp=1 amp=true _amp=1 _amp=true amp= outputtype=amp output=amp view=amp")
VIEWS = ("www.", "m.", "mobile.", "amp.", "touch.", "wap.")
INDEXES = _words(
    "index.html index.htm index.shtml index.php index.asp index.aspx index.jsp default.asp default.aspx default.htm default.html"
)
SECOND_LEVEL = _words("ac co com edu go gob gouv gov gub mil ne net nom or org")  # of names such as `co.uk`
